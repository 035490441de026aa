# Made from tests/client/_async/test_console_sign_in.py by scripts/regenerate: change that one.
"""Signing in to the console, as a server sees it: how often, in which form, and when it ends."""

from __future__ import annotations

import time

import httpx
import pytest

from dify_ext import AuthenticationError, DifyError, RateLimitError, ResponseDecodeError, ServerError
from tests.secrets.clients import Later, ServerOf
from tests.secrets.console import APPS, LOGIN, PROFILE, REFRESH, SETUP, FakeConsole

DIALECTS = ("1.8.1", "1.10.1", "1.13.2")


@pytest.fixture(params=DIALECTS)
def console(request: pytest.FixtureRequest) -> FakeConsole:
    """A console of each kind."""
    return FakeConsole(request.param)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Time that passes when told to."""
    clock = Later()
    monkeypatch.setattr(time, "time", clock.time)
    return clock


def test_one_sign_in_for_many_calls(console: FakeConsole) -> None:
    """Ten calls: one look at the release, one sign-in, no refresh."""
    with ServerOf(console) as server:
        for _ in range(10):
            assert (server.account.profile()).name == "Me"
    assert (console.sign_ins, console.refusals, console.refreshes) == (1, 0, 0)
    assert (console.count(SETUP), console.count(LOGIN), console.count()) == (1, 1, 12)


def test_renewed_before_the_end(console: FakeConsole, later: Later) -> None:
    """A minute before its end a token is renewed; no call ever meets a 401."""
    with ServerOf(console) as server:
        server.account.profile()
        later(3500)
        server.account.profile()
        assert (console.sign_ins, console.refreshes) == (1, 0)
        for lifetimes in range(1, 4):
            later(3550)
            server.account.profile()
            server.account.profile()
            assert (console.sign_ins, console.refreshes) == (1, lifetimes)
    assert console.count(PROFILE) == 8


def test_a_refresh_token_that_is_over_is_not_sent(console: FakeConsole, later: Later) -> None:
    """After a month away there is no use in asking for a refresh: the password is sent."""
    with ServerOf(console) as server:
        server.account.profile()
        later(31 * 24 * 3600)
        server.account.profile()
    assert (console.sign_ins, console.count(REFRESH)) == (2, 0)


def test_401_is_met_by_a_refresh(console: FakeConsole) -> None:
    """A token that the server does not take any more is renewed, and the call sent again."""
    with ServerOf(console) as server:
        server.account.profile()
        console.expire_access()
        assert (server.account.profile()).name == "Me"
    assert (console.sign_ins, console.refreshes, console.count(PROFILE)) == (1, 1, 3)


def test_401_is_met_by_a_sign_in_where_there_is_no_refresh(console: FakeConsole) -> None:
    """With the refresh token gone too, the password is sent, once."""
    with ServerOf(console) as server:
        server.account.profile()
        console.expire_access()
        console.forget_refresh()
        assert (server.account.profile()).name == "Me"
    assert (console.sign_ins, console.refused_refreshes, console.count(PROFILE)) == (2, 1, 3)


def test_401_to_whatever_is_sent(console: FakeConsole) -> None:
    """Refreshed once, signed in once, given up: each call ends, and the 401 is an error."""
    with ServerOf(console) as server:
        server.account.profile()
        console.always_401 = True
        with pytest.raises(AuthenticationError, match=r"Token has expired") as caught:
            server.account.profile()
        assert "API key" not in str(caught.value)
        assert (console.sign_ins, console.refreshes, console.count(PROFILE)) == (2, 1, 4)
        console.always_401 = False
        assert (server.account.profile()).name == "Me"


def test_low_level_is_signed_in_too(console: FakeConsole) -> None:
    """The generated operations on the same client sign in, and meet a 401, likewise."""
    from dify_api.api.console_account import get_account_profile

    with ServerOf(console) as server:
        for _ in range(2):
            answer = get_account_profile.sync(client=server.low_level)
            assert getattr(answer, "name", None) == "Me"
            console.expire_access()
    assert (console.sign_ins, console.refreshes) == (1, 1)


@pytest.mark.parametrize("speaks", DIALECTS)
@pytest.mark.parametrize("hidden", [True, False])
def test_a_wrong_password(speaks: str, hidden: bool) -> None:
    """One attempt where X-Version is known, two at most where it is hidden;
    and none by itself on any later call.
    """
    console = FakeConsole(speaks, says=None if hidden else speaks)
    with ServerOf(console, password="wrong-pa55word") as server:
        errors = []
        for call in (
            server.account.profile,
            server.apps.list,
            server.datasets.api_keys,
            server.account.profile,
        ):
            with pytest.raises(AuthenticationError) as caught:
                call()
            errors.append(caught.value)
        attempts = console.count(LOGIN)
        assert attempts == (2 if hidden else 1)
        assert all("by itself" in str(error) and "Invalid e" in str(error) for error in errors)
        with pytest.raises(AuthenticationError):
            server.login()
        assert console.count(LOGIN) == 2 * attempts
        with pytest.raises(AuthenticationError):
            server.account.profile()
        assert console.count(LOGIN) == 2 * attempts
        console.password = "wrong-pa55word"
        with pytest.raises(AuthenticationError):
            server.account.profile()
        server.login()
        assert (server.account.profile()).name == "Me"
    assert console.sign_ins == 1


def test_a_remembered_refusal_does_not_grow() -> None:
    """Each call has an error of its own:
    one that is raised again and again would hold every caller's frames.
    """
    with ServerOf(FakeConsole(), password="wrong") as server:
        errors, depths = [], []
        for _ in range(4):
            with pytest.raises(AuthenticationError) as caught:
                server.account.profile()
            errors.append(caught.value)
            depths.append(len(caught.traceback))
        assert len({id(error) for error in errors}) == 4
        assert depths[1] == depths[2] == depths[3]
        assert len({str(error) for error in errors}) == 1


def test_a_password_changed_meanwhile() -> None:
    """A password that stops being right costs one attempt when the tokens are over, not one a call."""
    console = FakeConsole()
    with ServerOf(console) as server:
        server.account.profile()
        console.password = "another"
        console.expire_access()
        console.forget_refresh()
        for _ in range(3):
            with pytest.raises(AuthenticationError):
                server.account.profile()
    assert (console.count(LOGIN), console.refusals) == (2, 1)


def test_success_that_is_a_failure() -> None:
    """HTTP 200 with result "fail" is a refusal, remembered like any other."""
    console = FakeConsole("1.8.1")
    console.script(
        LOGIN, httpx.Response(200, json={"result": "fail", "data": "x", "code": "account_not_found"})
    )
    with ServerOf(console) as server:
        for _ in range(3):
            with pytest.raises(AuthenticationError, match="account_not_found"):
                server.account.profile()
    assert console.count(LOGIN) == 1


@pytest.mark.parametrize("hidden", [True, False])
def test_a_locked_account(hidden: bool) -> None:
    """429 is a RateLimitError, with what the server said, and is not tried again within the call."""
    console = FakeConsole(says=None if hidden else "1.13.2")
    locked = {
        "code": "email_code_login_limit",
        "message": "Too many incorrect password attempts.",
        "status": 429,
    }
    console.script(LOGIN, httpx.Response(429, json=locked, headers={"Retry-After": "1"}))
    with ServerOf(console, max_retries=3) as server:
        with pytest.raises(RateLimitError, match="Too many incorrect password attempts") as caught:
            server.account.profile()
        assert caught.value.code == "email_code_login_limit"
    assert console.count(LOGIN) == 1


@pytest.mark.parametrize("failure", [httpx.ReadTimeout("slow"), httpx.ReadError("gone"), httpx.Response(503)])
def test_a_sign_in_that_may_have_run_is_not_sent_again(failure: httpx.Response | Exception) -> None:
    """No answer, or a 503: the call fails, and the next one signs in; nothing is remembered of it."""
    console = FakeConsole()
    console.script(LOGIN, failure)
    with ServerOf(console, max_retries=5) as server:
        with pytest.raises(DifyError):
            server.account.profile()
        assert console.count(LOGIN) == 1
        assert (server.account.profile()).name == "Me"
    assert console.count(LOGIN) == 2


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(404, text="<html>deploying</html>", headers={"Content-Type": "text/html"}),
        httpx.Response(408),
        httpx.Response(
            429, json={"code": "too_many_requests", "message": "Slow down."}, headers={"Retry-After": "1"}
        ),
    ],
)
def test_a_gateways_refusal_is_not_remembered(answer: httpx.Response) -> None:
    """A refusal that is not of the account (a gateway's page,
    its own limit) fails one call; the next one signs in.
    """
    console = FakeConsole()
    console.script(LOGIN, answer)
    with ServerOf(console) as server:
        with pytest.raises(DifyError):
            server.account.profile()
        assert console.count(LOGIN) == 1
        assert (server.account.profile()).name == "Me"
    assert console.sign_ins == 1


@pytest.mark.parametrize(
    "failure",
    [httpx.ReadTimeout("slow"), httpx.Response(503), httpx.Response(200, text="<html>"), httpx.Response(429)],
)
def test_a_refresh_that_fails(failure: httpx.Response | Exception) -> None:
    """Whatever a refresh fails with, it is not sent again:
    its token may be dead by now. The password is sent.
    """
    console = FakeConsole()
    with ServerOf(console, max_retries=5) as server:
        server.account.profile()
        console.expire_access()
        console.script(REFRESH, failure)
        assert (server.account.profile()).name == "Me"
    assert (console.count(REFRESH), console.sign_ins) == (1, 2)


@pytest.mark.parametrize("speaks", DIALECTS)
@pytest.mark.parametrize("says", [None, "", "main-abc1234", "unknown"])
def test_a_release_that_is_hidden_or_odd(speaks: str, says: str | None, later: Later) -> None:
    """Without a release that can be read everything works all the same, by trying."""
    console = FakeConsole(speaks)
    console.says = says
    with ServerOf(console) as server:
        server.account.profile()
        console.expire_access()
        server.account.profile()
        later(3599)
        server.account.profile()
    assert (console.sign_ins, console.refreshes) == (1, 2)
    assert console.count(LOGIN) <= 2


def test_a_release_that_only_some_answers_say(console: FakeConsole) -> None:
    """A gateway that answers the first look itself costs nobody a sign-in."""
    from dify_ext import MemoryTokenStore

    store = MemoryTokenStore()
    for _ in range(3):
        console.script(SETUP, httpx.Response(403, text="<html>no</html>", headers={"X-Version": ""}))
        with ServerOf(console, token_store=store) as server:
            for _ in range(3):
                assert (server.account.profile()).name == "Me"
    assert console.sign_ins == 1


def test_upgraded_in_mid_run(later: Later) -> None:
    """Body tokens are of no use to a server of the other family: one sign-in, and on it goes."""
    console = FakeConsole("1.8.1")
    with ServerOf(console) as server:
        server.account.profile()
        for release in ("1.10.1", "1.13.2", "1.8.1"):
            signed_in = console.sign_ins
            console.speaks = console.says = release
            console.access.clear()
            console.refresh.clear()
            for _ in range(3):
                assert (server.account.profile()).name == "Me"
            assert console.sign_ins == signed_in + 1
            assert console.refusals == 0


@pytest.mark.parametrize("prefix", ["__Host-", ""])
@pytest.mark.parametrize("domain", ["", "example.com", "elsewhere.example.org"])
def test_cookies_by_any_name(prefix: str, domain: str) -> None:
    """Cookies go back under the names they came with, whatever a browser would think of them."""
    console = FakeConsole(prefix=prefix, domain=domain)
    with ServerOf(console) as server:
        server.account.profile()
        console.expire_access()
        server.account.profile()
        assert (console.sign_ins, console.refreshes) == (1, 1)
    asked = [one for one in console.requests if one.url.path.endswith("/profile")]
    assert all(one.headers["cookie"].startswith(f"{prefix}access_token=") for one in asked)
    assert all(
        len(one.headers.get_list("cookie")) == 1 for one in console.requests if "cookie" in one.headers
    )


@pytest.mark.parametrize(("max_age", "lifetime"), [(600, 600), (None, 3600)])
def test_opaque_tokens(max_age: int | None, lifetime: int, later: Later) -> None:
    """A token that is no JWT lives for its cookie's Max-Age, else for an hour."""
    console = FakeConsole(opaque=True, max_age=max_age, lifetime=float(lifetime))
    with ServerOf(console) as server:
        server.account.profile()
        later(lifetime - 70)
        server.account.profile()
        assert console.refreshes == 0
        later(65)
        server.account.profile()
    assert (console.sign_ins, console.refreshes, console.count(PROFILE)) == (1, 1, 3)


@pytest.mark.parametrize("ahead", [3600.0, -3600.0, 90.0, -90.0])
@pytest.mark.parametrize("opaque", [True, False])
def test_clocks_that_differ(console: FakeConsole, ahead: float, opaque: bool, later: Later) -> None:
    """A server an hour ahead or behind: a token is neither renewed too early nor used too long."""
    console.ahead, console.opaque = ahead, opaque
    with ServerOf(console) as server:
        for _ in range(3):
            server.account.profile()
        later(3500)
        server.account.profile()
        assert (console.sign_ins, console.refreshes) == (1, 0)
        later(70)
        server.account.profile()
        assert (console.sign_ins, console.refreshes) == (1, 1)
    assert console.count(PROFILE) == 5


def test_login_and_logout(console: FakeConsole) -> None:
    """`login` signs in whatever there is, `logout` ends the refresh token; the next call signs in anew."""
    with ServerOf(console) as server:
        server.login()
        server.login()
        assert console.sign_ins == 2
        server.account.profile()
        server.logout()
        assert (
            console.count(
                "GET /console/api/logout" if console.speaks == "1.8.1" else "POST /console/api/logout"
            )
            == 1
        )
        assert len(console.refresh) < 2 or console.speaks == "1.8.1"
        server.account.profile()
        assert console.sign_ins == 3
        server.logout()
        server.logout()
    assert console.count(REFRESH) == 0


def test_a_sign_in_that_gives_nothing() -> None:
    """A page of a proxy instead of tokens is said to be one, and not taken for a wrong password."""
    console = FakeConsole()
    console.script(
        LOGIN, httpx.Response(200, text="<html>Welcome</html>", headers={"Content-Type": "text/html"})
    )
    with ServerOf(console) as server:
        with pytest.raises(ResponseDecodeError):
            server.account.profile()
        assert (server.account.profile()).name == "Me"


def test_a_server_that_is_down() -> None:
    """Where not even the first look is answered, the call says so; the password has not been sent."""
    console = FakeConsole()
    with ServerOf(console, max_retries=0) as server:
        console.script(SETUP, httpx.ConnectError("refused"))
        with pytest.raises(DifyError, match="refused"):
            server.apps.list()
        assert console.count(LOGIN) == 0
        console.script(APPS, httpx.Response(500, json={"message": "oops"}))
        with pytest.raises(ServerError):
            server.apps.list()
        server.apps.list()
    assert console.sign_ins == 1
