"""The sign-in as an exchange:
its requests on each release, the tokens in each answer, and how long they are good.
"""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Generator
from email.utils import formatdate
from typing import Any

import httpx
import pytest

from dify_ext._console.sign_in import (
    Account,
    Clock,
    Release,
    authorize,
    is_final,
    jwt_expiry,
    read_tokens,
    refresh,
    sign_in,
    sign_out,
    store_key,
)
from dify_ext._core.options import Secret
from dify_ext.errors import (
    AuthenticationError,
    BadRequestError,
    RateLimitError,
    ResponseDecodeError,
    ServerError,
)
from dify_ext.tokens import Tokens
from tests.secrets.console import jwt

ROOT = "https://console.example.com"
ME = Account(ROOT, "me@example.com", Secret("pässword1"))
ENCODED = base64.b64encode("pässword1".encode()).decode()
NOW = 1_800_000_000

COOKIE_TOKENS = Tokens("A", "R", NOW + 3600, NOW + 9999, "cookie", "C", "", NOW)
BODY_TOKENS = Tokens("A", "R", NOW + 3600, NOW + 9999, "body", None, "", NOW)


def answer(status: int = 200, body: Any = None, **headers: str) -> httpx.Response:
    given = [(name.replace("_", "-"), value) for name, value in headers.items()]
    request = httpx.Request("POST", f"{ROOT}/console/api/login")
    return httpx.Response(
        status, headers=given, json={"result": "success"} if body is None else body, request=request
    )


def cookies(*lines: str, date: float = NOW) -> httpx.Response:
    headers = [("Set-Cookie", line) for line in lines] + [("Date", formatdate(date, usegmt=True))]
    return httpx.Response(200, headers=headers, json={"result": "success"})


def refused(message: str = "Invalid email or password.", status: int = 401, **headers: str) -> httpx.Response:
    return answer(status, {"code": "authentication_failed", "message": message, "status": status}, **headers)


def run(
    steps: Generator[httpx.Request, httpx.Response, Any], *answers: httpx.Response
) -> tuple[Any, list[Any]]:
    """Run an exchange to its end: its result or error, and the bodies it sent."""
    sent = []
    try:
        request = next(steps)
        for given in answers:
            sent.append(json.loads(request.content) if request.content else None)
            request = steps.send(given)
    except StopIteration as done:
        return done.value, sent
    except Exception as error:
        return error, sent
    raise AssertionError(f"it wants to go on with {request!r}")


GOOD_BODY = {"result": "success", "data": {"access_token": "A", "refresh_token": "R"}}


@pytest.mark.parametrize(
    ("said", "version", "family", "encodings"),
    [
        ("0.9.2", (0, 9, 2), "body", ("plain",)),
        ("1.8.1", (1, 8, 1), "body", ("plain",)),
        ("1.9.1", (1, 9, 1), "body", ("plain",)),
        ("1.9.2", (1, 9, 2), "cookie", ("plain",)),
        ("1.11.1", (1, 11, 1), "cookie", ("plain",)),
        ("1.11.2", (1, 11, 2), "cookie", ("base64",)),
        ("1.13", (1, 13, 0), "cookie", ("base64",)),
        (" v1.14.2-fix.1 ", (1, 14, 2), "cookie", ("base64",)),
        ("2.0.0-beta", (2, 0, 0), "cookie", ("base64",)),
        (None, None, "unknown", ("base64", "plain")),
        ("", None, "unknown", ("base64", "plain")),
        ("main", None, "unknown", ("base64", "plain")),
        ("1", None, "unknown", ("base64", "plain")),
        ("x1.2.3", None, "unknown", ("base64", "plain")),
    ],
)
def test_what_a_release_means(said: str | None, version: Any, family: str, encodings: Any) -> None:
    """X-Version says how passwords and tokens travel; what does not begin with numbers says nothing."""
    release = Release.of(said)
    assert (release.version, release.family, release.encodings) == (version, family, encodings)


@pytest.mark.parametrize(
    ("release", "password"), [("1.8.1", "pässword1"), ("1.10.1", "pässword1"), ("1.13.2", ENCODED)]
)
def test_one_attempt_where_the_release_is_known(release: str, password: str) -> None:
    """The password goes out as the release wants it, once;
    a refusal is the end, and says what the server said.
    """
    tokens, sent = run(sign_in(ME, Release.of(release)), answer(body=GOOD_BODY))
    assert (tokens.access_token, tokens.refresh_token, tokens.kind) == ("A", "R", "body")
    assert sent == [{"email": "me@example.com", "password": password, "remember_me": True}]
    error, sent = run(sign_in(ME, Release.of(release)), refused())
    assert len(sent) == 1
    assert isinstance(error, AuthenticationError)
    assert (error.status, error.code) == (401, "authentication_failed")
    for word in ("Invalid email or password", "me@example.com", "one attempt", "DIFY_EMAIL", "DIFY_PASSWORD"):
        assert word in str(error)


def test_the_advice_is_about_the_account() -> None:
    """A sign-in that was refused has nothing to do with an API key."""
    error, _ = run(sign_in(ME, Release.of("1.13.2")), refused())
    assert "API key" not in str(error)
    assert "DIFY_API_KEY" not in str(error)


@pytest.mark.parametrize("status", [400, 401])
def test_two_attempts_where_it_is_not(status: int) -> None:
    """Where the release is hidden each way is tried once, and the error says that it was two attempts."""
    tokens, sent = run(sign_in(ME, Release()), refused(status=status), answer(body=GOOD_BODY))
    assert tokens.access_token == "A"
    assert [one["password"] for one in sent] == [ENCODED, "pässword1"]
    error, sent = run(sign_in(ME, Release()), refused(status=status), refused())
    assert len(sent) == 2
    assert "2 attempts" in str(error)


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (refused("Too many incorrect password attempts.", 429), RateLimitError),
        (answer(503, {"message": "down"}), ServerError),
        (answer(400, {"code": "invalid_param", "message": "email", "status": 400}), BadRequestError),
    ],
)
def test_other_refusals_are_what_they_are(given: httpx.Response, kind: type[Exception]) -> None:
    """A lock-out, a server that is down, a bad request: no second attempt where the release is known."""
    error, sent = run(sign_in(ME, Release.of("1.13.2")), given)
    assert type(error) is kind
    assert len(sent) == 1


@pytest.mark.parametrize("status", [429, 500, 502])
def test_no_second_way_after_a_lock_out(status: int) -> None:
    """Where the release is hidden, only what says "wrong password" is met by the other way."""
    error, sent = run(sign_in(ME, Release()), refused("no", status))
    assert isinstance(error, RateLimitError if status == 429 else ServerError)
    assert len(sent) == 1


@pytest.mark.parametrize("hidden", [True, False])
def test_a_failure_that_looks_like_success(hidden: bool) -> None:
    """HTTP 200 with result "fail" is a refusal, and no second attempt is made:
    it is the e-mail that is unknown.
    """
    body = {"result": "fail", "data": "5b6e7a0c-3f3e-4c55-9d52-TOKEN", "code": "account_not_found"}
    error, sent = run(sign_in(ME, Release() if hidden else Release.of("1.8.1")), answer(200, body))
    assert isinstance(error, AuthenticationError)
    assert error.code == "account_not_found"
    assert "account_not_found" in str(error)
    assert len(sent) == 1


def test_what_may_set_a_password_is_not_said() -> None:
    """1.8 sends a token to register with,
    as `data` of the answer for an unknown e-mail: no error repeats it.
    """
    body = {"result": "fail", "data": "5b6e7a0c-3f3e-4c55-9d52-TOKEN", "code": "account_not_found"}
    error, _ = run(sign_in(ME, Release.of("1.8.1")), answer(200, body))
    assert "TOKEN" not in str(error) + error.message


def test_upgraded_since_its_release_was_known() -> None:
    """A server that learnt base64 meanwhile says so without looking at the plain password: the other way
    is tried.
    """
    tokens, sent = run(
        sign_in(ME, Release.of("1.10.1")),
        refused("Invalid encrypted data", X_Version="1.13.2"),
        answer(body=GOOD_BODY),
    )
    assert [one["password"] for one in sent] == ["pässword1", ENCODED]
    assert tokens.access_token == "A"
    error, sent = run(sign_in(ME, Release.of("1.10.1")), refused("Invalid encrypted data"), refused())
    assert len(sent) == 2
    assert isinstance(error, AuthenticationError)


def test_the_answer_itself_names_another_release() -> None:
    """To an upgraded server a plain password that happens to decode is wrong:
    its X-Version says what it wanted.
    """
    tokens, sent = run(sign_in(ME, Release.of("1.10.1")), refused(X_Version="1.13.2"), answer(body=GOOD_BODY))
    assert [one["password"] for one in sent] == ["pässword1", ENCODED]
    assert tokens.access_token == "A"


def test_refresh_asks_as_the_tokens_came() -> None:
    """With a body where tokens came in one, with the refresh cookie alone where they were cookies."""
    request = next(refresh(ME, BODY_TOKENS))
    assert (request.method, request.url.path) == ("POST", "/console/api/refresh-token")
    assert json.loads(request.content) == {"refresh_token": "R"}
    assert "cookie" not in request.headers
    request = next(refresh(ME, Tokens("A", "R", 1, 1, "cookie", "C", "__Host-")))
    assert request.headers["cookie"] == "__Host-refresh_token=R"
    assert request.content == b""


@pytest.mark.parametrize("status", [400, 401, 403])
def test_a_refresh_that_is_refused_gives_nothing(status: int) -> None:
    """None: the refresh token is dead. 200 with result "fail" says the same."""
    assert run(refresh(ME, BODY_TOKENS), answer(status, {"result": "fail"}))[0] is None
    assert run(refresh(ME, BODY_TOKENS), answer(200, {"result": "fail", "message": "no"}))[0] is None


@pytest.mark.parametrize(("status", "kind"), [(429, RateLimitError), (503, ServerError)])
def test_a_refresh_that_fails_is_an_error(status: int, kind: type[Exception]) -> None:
    """What says nothing of the refresh token is raised."""
    assert type(run(refresh(ME, BODY_TOKENS), answer(status, {}))[0]) is kind


def test_a_refresh_may_leave_tokens_as_they_were() -> None:
    """What the answer does not bring anew is kept."""
    renewed, _ = run(refresh(ME, COOKIE_TOKENS), cookies("access_token=A2; Max-Age=60"))
    assert (renewed.access_token, renewed.refresh_token, renewed.csrf_token) == ("A2", "R", "C")


@pytest.mark.parametrize("prefix", ["", "__Host-", "__Secure-"])
def test_cookies_are_read_as_they_are(prefix: str) -> None:
    """Secure cookies, of whatever domain, with a prefix or without; their names go back as they came."""
    rest = "; Domain=other.example.org; Secure; HttpOnly; Path=/; SameSite=Lax"
    tokens = read_tokens(
        cookies(
            f"{prefix}access_token=A; Expires=Fri, 20 Nov 2026 12:30:31 GMT; Max-Age=120{rest}",
            f"{prefix}refresh_token=R; Max-Age=1234{rest}",
            f"{prefix}csrf_token=C; Max-Age=7{rest}",
            "session=unrelated; Path=/",
            "my_access_token=unrelated",
        )
    )
    assert (tokens.access_token, tokens.refresh_token, tokens.csrf_token) == ("A", "R", "C")
    assert (tokens.kind, tokens.cookie_prefix) == ("cookie", prefix)
    assert (tokens.issued_at, tokens.expires_at, tokens.refresh_expires_at) == (NOW, NOW + 120, NOW + 1234)
    request = httpx.Request("GET", f"{ROOT}/console/api/apps", headers={"Authorization": "Bearer old"})
    authorize(request, tokens)
    assert request.headers["cookie"] == f"{prefix}access_token=A; {prefix}csrf_token=C"
    assert request.headers["x-csrf-token"] == "C"
    assert "authorization" not in request.headers
    request.headers["Authorization"] = "Basic of-a-gateway"
    authorize(request, tokens)
    assert request.headers["authorization"] == "Basic of-a-gateway"


@pytest.mark.parametrize("release", [Release(), Release.of("1.13.2")])
@pytest.mark.parametrize("status", [403, 404, 429, 500, 503])
def test_a_gateways_refusal_is_met_once(release: Release, status: int) -> None:
    """Only Dify's own refusals say that the other way to send the password may work."""
    page = httpx.Response(status, text="<html><title>Forbidden</title>")
    error, sent = run(sign_in(ME, release), page)
    assert len(sent) == 1
    assert error.status == status
    assert not isinstance(error, AuthenticationError)


@pytest.mark.parametrize("code", ["email_or_password_mismatch", "account_not_found"])
@pytest.mark.parametrize("version", ["0.15.8", "1.4.3"])
def test_a_wrong_password_was_a_400_once(version: str, code: str) -> None:
    """Up to 1.7 the status is 400: an AuthenticationError all the same, with the advice."""
    said = answer(400, {"code": code, "message": "Account not found.", "status": 400}, X_Version=version)
    error, sent = run(sign_in(ME, Release.of(version)), said)
    assert len(sent) == 1
    assert isinstance(error, AuthenticationError)
    assert (error.status, error.code) == (400, code)
    assert "check email= and password=" in str(error)
    assert is_final(error)
    bad_email = answer(
        400, {"code": "invalid_param", "message": "x is not a valid email.", "params": "email"}
    )
    error, _ = run(sign_in(ME, Release.of(version)), bad_email)
    assert isinstance(error, BadRequestError)


def test_cookies_that_are_none() -> None:
    """Broken and empty cookies, and an age that is no number, are passed over."""
    tokens = read_tokens(
        cookies(
            "=;;=", "access_token=", "access_token=A; Max-Age=soon", "refresh_token=R; Max-Age=-1", "a b=c"
        )
    )
    assert (tokens.access_token, tokens.refresh_token) == ("A", "R")
    assert tokens.expires_at == NOW + 3600
    assert tokens.refresh_expires_at == NOW + 30 * 24 * 3600


def test_a_jwt_says_itself_when_it_expires() -> None:
    """Its own `exp` counts, not the cookie's age."""
    token = jwt({"exp": NOW + 77})
    tokens = read_tokens(cookies(f"access_token={token}; Max-Age=3600", "refresh_token=R", "csrf_token=C"))
    assert tokens.expires_at == NOW + 77
    in_body = {"result": "success", "data": {"access_token": token, "refresh_token": "R"}}
    assert read_tokens(answer(body=in_body)).expires_at == NOW + 77


@pytest.mark.parametrize(
    "token",
    [
        "opaque",
        "a.b",
        "a.b.c.d",
        "a.!!.c",
        "a." + "W" * 100_000 + ".c",
        jwt({}),
        jwt({"exp": "soon"}),
        jwt({"exp": True}),
        "a.W10.c",
        "a.gICA.c",
    ],
)
def test_an_opaque_token_says_nothing(token: str) -> None:
    """What is no JWT, or one without an `exp`, is opaque: the cookie's Max-Age counts, else an hour."""
    assert jwt_expiry(token) is None
    in_body = {"result": "success", "data": {"access_token": token, "refresh_token": "R"}}
    tokens = read_tokens(answer(body=in_body, Date=formatdate(NOW, usegmt=True)))
    assert tokens.expires_at == NOW + 3600


@pytest.mark.parametrize(
    "given",
    [
        answer(),
        answer(body=[1]),
        answer(body={"data": "x"}),
        answer(body={"data": {"access_token": 1, "refresh_token": "R"}}),
        answer(body={"data": {"access_token": "A"}}),
        httpx.Response(200, text="<html>"),
        cookies("refresh_token=R"),
        cookies("access_token=A"),
    ],
)
def test_a_sign_in_without_tokens(given: httpx.Response) -> None:
    """A success that brings no tokens is not one."""
    with pytest.raises(ResponseDecodeError, match="no tokens"):
        read_tokens(given)
    error, _ = run(sign_in(ME, Release.of("1.13.2")), given)
    assert isinstance(error, ResponseDecodeError)


def test_signing_out() -> None:
    """A GET with the bearer where tokens came in the body, else a POST with all three cookies."""
    request = sign_out(ME, BODY_TOKENS)
    assert (request.method, request.url.path) == ("GET", "/console/api/logout")
    assert request.headers["authorization"] == "Bearer A"
    request = sign_out(ME, COOKIE_TOKENS)
    assert request.method == "POST"
    assert request.headers["cookie"] == "access_token=A; csrf_token=C; refresh_token=R"
    assert request.headers["x-csrf-token"] == "C"


class TestClock:
    """What time the server has, and what that means for tokens."""

    @pytest.mark.parametrize(("ahead", "noted"), [(3600, 3600), (-3600, -3600), (3, 0), (-3, 0)])
    def test_it_learns_from_date(self, monkeypatch: pytest.MonkeyPatch, ahead: float, noted: float) -> None:
        """Hours count; a few seconds are the way the answer took."""
        monkeypatch.setattr(time, "time", lambda: float(NOW))
        clock = Clock()
        clock.note(answer(Date=formatdate(NOW + ahead, usegmt=True)))
        assert clock.ahead == noted
        clock.note(answer())
        clock.note(answer(Date="nonsense"))
        assert clock.ahead == noted
        assert clock.now() == NOW + noted

    @pytest.mark.parametrize(("left", "fresh"), [(61, True), (59, False), (-1, False)])
    def test_a_minute_before_the_end(self, monkeypatch: pytest.MonkeyPatch, left: float, fresh: bool) -> None:
        """An hour's token is renewed a minute early."""
        monkeypatch.setattr(time, "time", lambda: NOW + 3600 - left)
        assert Clock().fresh(COOKIE_TOKENS) is fresh

    @pytest.mark.parametrize(("at", "fresh"), [(1.7, True), (1.9, False)])
    def test_a_tenth_of_a_short_life(self, monkeypatch: pytest.MonkeyPatch, at: float, fresh: bool) -> None:
        """A token that lives for two seconds is not stale from the start."""
        monkeypatch.setattr(time, "time", lambda: NOW + at)
        assert Clock().fresh(Tokens("A", "R", NOW + 2, NOW + 9, issued_at=NOW)) is fresh

    def test_no_tokens(self) -> None:
        """None is neither fresh nor renewable; a refresh token has an end, too."""
        assert Clock().fresh(None) is False
        assert Clock().renewable(None) is False
        assert Clock().renewable(Tokens("A", "R", 1, time.time() + 60)) is True
        assert Clock().renewable(Tokens("A", "R", 1, time.time() - 60)) is False


def test_keys_in_a_store_are_apart() -> None:
    """Another server, account or family is another key, which names none of them;
    the case of an e-mail is nothing.
    """
    keys = {
        store_key(root, email, family)
        for root in (ROOT, "http://console.example.com", f"{ROOT}/ai")
        for email in ("me@example.com", "you@example.com")
        for family in ("body", "cookie", "unknown")
    }
    assert len(keys) == 18
    assert not any("example" in key for key in keys)
    assert store_key(ROOT, "Me@Example.com", "body") in keys


def test_garbage_is_no_tokens() -> None:
    """What cannot go into a header, or is of no sense as a time, is no token: no call breaks by it."""
    good = COOKIE_TOKENS.to_dict()
    assert Tokens.from_dict(good) == COOKIE_TOKENS
    spoilt = [
        *(
            {**good, name: bad}
            for name in ("access_token", "refresh_token")
            for bad in ("", None, 1, "a\nb", "tökén", "a b")
        ),
        *({**good, "csrf_token": bad} for bad in (1, "a\r\nX-Evil: 1")),
        *({**good, "cookie_prefix": bad} for bad in (None, "a\nb", "evil=1; ")),
        *({**good, "expires_at": bad} for bad in (None, "soon", float("nan"), float("inf"))),
        *({**good, "kind": bad} for bad in (None, "basic", [])),
        {**good, "format": 2},
        {name: value for name, value in good.items() if name != "access_token"},
    ]
    read = []
    for bad in spoilt:
        try:
            read.append(Tokens.from_dict(bad))
        except ValueError:
            continue
    assert not [one.to_dict() for one in read]


def test_more_than_is_known_is_no_garbage() -> None:
    """A field that a later version of this package added does not make tokens unusable."""
    assert Tokens.loads(json.dumps({**COOKIE_TOKENS.to_dict(), "since": 1})) == COOKIE_TOKENS
    for text in ("", "[]", "null", "{", "\ud800"):
        with pytest.raises(ValueError):
            Tokens.loads(text)
