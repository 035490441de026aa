"""Signing in to the emulated console: three dialects, tokens that really end, and what is counted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
import pytest

from dify_ext.emulator import ADMIN_EMAIL, ADMIN_PASSWORD, OTHER_EMAIL, OTHER_PASSWORD, Emulator, create_app
from dify_ext.emulator.__main__ import main
from dify_ext.emulator._state import state_of

from .console_caller import (
    DIALECTS,
    LOGIN,
    LOGOUT,
    REFRESH,
    ConsoleCaller,
    InProcess,
    claims,
    cookies_of,
    encoded,
)

Start = Callable[..., ConsoleCaller]


@pytest.fixture
def start() -> Iterator[Start]:
    """Makes an emulator with these settings and gives its caller, not signed in;
    over a socket, if it must be.
    """
    with ExitStack() as stack:

        def run(
            dialect: Any = "1.13", prefix: str = "", socket: bool = False, **settings: Any
        ) -> ConsoleCaller:
            emulator = Emulator(dialect=dialect, **settings)
            transport = None if socket else InProcess(emulator)
            url = stack.enter_context(emulator).base_url if socket else "http://test"
            client = stack.enter_context(httpx.Client(base_url=url, transport=transport, timeout=10))
            return ConsoleCaller(emulator, client, dialect, prefix)

        yield run


def said(response: httpx.Response) -> tuple[int, str]:
    """Status and message of a refusal."""
    return response.status_code, response.json()["message"]


@pytest.mark.parametrize("dialect", DIALECTS)
class TestEveryDialect:
    def test_a_session(self, start: Start, dialect: str) -> None:
        """Sign in, ask, refresh, ask with the old token and the new one, sign out."""
        caller = start(dialect, socket=True)
        assert caller.profile().status_code == 401
        caller.sign_in()
        assert caller.profile().json()["email"] == ADMIN_EMAIL
        old, old_refresh = caller.headers, caller.refresh_token
        caller.refresh()
        assert caller.headers != old
        assert caller.refresh_token != old_refresh
        assert caller.profile(old).status_code == caller.profile().status_code == 200
        method = "GET" if dialect == "1.8" else "POST"
        cookies = {"Cookie": f"access_token={caller.access}; refresh_token={caller.refresh_token}"}
        out = caller.send(method, LOGOUT, headers=caller.headers if dialect == "1.8" else cookies)
        assert (out.status_code, out.json()) == (200, {"result": "success"})
        assert caller.profile().status_code == 200  # the access token lives until it expires
        caller.refresh(401)
        assert (caller.emulator.sign_ins, caller.emulator.refreshes) == (1, 1)
        assert (caller.emulator.refused_sign_ins, caller.emulator.refused_refreshes) == (0, 1)

    def test_a_refresh_token_works_once(self, start: Start, dialect: str) -> None:
        """The old one is dead at once, the refusal says so in this dialect's field, and the new one lives."""
        caller = start(dialect)
        caller.sign_in()
        old, _ = caller.refresh_token, caller.refresh()
        new, caller.refresh_token = caller.refresh_token, old
        field = "data" if dialect == "1.8" else "message"
        assert caller.refresh(401).json() == {"result": "fail", field: "Invalid refresh token"}
        caller.refresh_token = new
        caller.refresh()

    def test_two_refreshes_at_once(self, start: Start, dialect: str) -> None:
        """Each takes its time, and one of them loses."""
        caller = start(dialect, socket=True, sign_in_delay=0.1)
        began = time.perf_counter()
        caller.sign_in()
        token = caller.refresh_token

        def refresh(_: int) -> int:
            with httpx.Client(base_url=caller.emulator.base_url, timeout=10) as client:
                rival = ConsoleCaller(caller.emulator, client, dialect)
                return rival.trade(token).status_code

        with ThreadPoolExecutor(5) as pool:
            assert sorted(pool.map(refresh, range(5))) == [200, 401, 401, 401, 401]
        assert time.perf_counter() - began >= 0.2
        assert (caller.emulator.refreshes, caller.emulator.refused_refreshes) == (1, 4)

    def test_two_sessions_of_one_account(self, start: Start, dialect: str) -> None:
        """Do not disturb each other."""
        one = start(dialect)
        two = ConsoleCaller(one.emulator, one.client, dialect)
        one.sign_in()
        two.sign_in()
        one.refresh()
        two.refresh()
        assert one.profile().status_code == two.profile().status_code == 200

    def test_two_accounts(self, start: Start, dialect: str) -> None:
        """Each is itself, in its own time zone."""
        one = start(dialect)
        two = ConsoleCaller(one.emulator, one.client, dialect)
        one.sign_in()
        two.sign_in(OTHER_EMAIL, OTHER_PASSWORD)
        profiles = [caller.profile().json() for caller in (one, two)]
        assert [profile["email"] for profile in profiles] == [ADMIN_EMAIL, OTHER_EMAIL]
        assert [profile["timezone"] for profile in profiles] == ["America/New_York", "Asia/Shanghai"]

    def test_tokens_really_expire(self, start: Start, dialect: str) -> None:
        """After a second and a half, as the JWT says; the refresh token gives new ones."""
        caller = start(dialect, access_lifetime=1.5)
        caller.sign_in()
        began, said_ = time.time(), claims(caller.access)
        assert said_["exp"] - said_["iat"] == pytest.approx(1.5)
        while caller.profile().status_code == 200:
            assert time.time() < began + 30
            time.sleep(0.05)
        assert time.time() >= said_["exp"]
        assert said(caller.profile()) == (401, "Token has expired.")
        caller.refresh()
        assert caller.profile().status_code == 200

    def test_refresh_tokens_expire(self, start: Start, dialect: str) -> None:
        """After their own lifetime."""
        caller = start(dialect, refresh_lifetime=0.05)
        caller.sign_in()
        time.sleep(0.1)
        caller.refresh(401)

    def test_ended_by_hand(self, start: Start, dialect: str) -> None:
        """All access tokens so far, all refresh tokens so far; later ones work."""
        caller = start(dialect)
        caller.sign_in()
        caller.emulator.expire_access_tokens()
        assert said(caller.profile()) == (401, "Token has expired.")
        caller.refresh()
        assert caller.profile().status_code == 200
        caller.emulator.forget_refresh_tokens()
        caller.refresh(401)
        assert caller.profile().status_code == 200
        caller.sign_in()
        caller.refresh()

    def test_opaque_tokens(self, start: Start, dialect: str) -> None:
        """Work like others and are no JWTs."""
        caller = start(dialect, opaque_tokens=True)
        caller.sign_in()
        assert "." not in caller.access
        assert caller.profile().status_code == 200
        caller.emulator.asgi.state.console.tokens._clock = lambda: time.time() + 4000
        assert said(caller.profile()) == (401, "Token has expired.")

    def test_a_clock_that_is_ahead(self, start: Start, dialect: str) -> None:
        """In Date, and in the JWT alike; the token lives as long as others."""
        caller = start(dialect, clock_ahead=7200)
        response = caller.sign_in()
        date = parsedate_to_datetime(response.headers["Date"]).timestamp()
        said_ = claims(caller.access)
        assert date == pytest.approx(time.time() + 7200, abs=3)
        assert said_["iat"] == pytest.approx(time.time() + 7200, abs=3)
        assert said_["exp"] - said_["iat"] == 3600
        assert all(type(said_[name]) is int for name in ("iat", "exp"))
        assert caller.profile().status_code == 200

    def test_the_seventh_bad_try(self, start: Start, dialect: str) -> None:
        """Is a 429, and so is the right password then; another account is let in."""
        caller = start(dialect)
        for _ in range(6):
            assert said(caller.sign_in(password="Wrong0000", status=401)) == (
                401,
                "Invalid email or password.",
            )
        locked = caller.sign_in(password="Wrong0000", status=429).json()
        assert locked["code"] == "email_code_login_limit"
        caller.sign_in(ADMIN_EMAIL.upper(), status=429)
        caller.sign_in(OTHER_EMAIL, OTHER_PASSWORD)
        assert (caller.emulator.sign_ins, caller.emulator.refused_sign_ins) == (1, 8)

    def test_a_good_try_forgives_the_bad_ones(self, start: Start, dialect: str) -> None:
        """Five bad ones, a good one, and five more."""
        caller = start(dialect)
        for _ in range(2):
            for _ in range(5):
                caller.sign_in(password="Wrong0000", status=401)
            caller.sign_in()

    def test_a_hidden_release(self, start: Start, dialect: str) -> None:
        """No answer says it, errors included."""
        caller = start(dialect, hide_version=True)
        responses = [
            caller.profile(),
            caller.sign_in(),
            caller.profile(),
            caller.send("GET", "/console/api/setup"),
        ]
        assert [response.status_code for response in responses] == [401, 200, 200, 200]
        assert not any("X-Version" in response.headers for response in responses)

    def test_an_unknown_token(self, start: Start, dialect: str) -> None:
        """One of an emulator that is gone, and one that is none."""
        gone, caller = start(dialect), start(dialect)
        gone.sign_in()
        caller.sign_in()
        csrf = {"Cookie": f"csrf_token={caller.csrf}", "X-CSRF-Token": caller.csrf}
        for token, message in ((gone.access, "Invalid token signature."), ("abc.def", "Invalid token.")):
            assert said(caller.profile({"Authorization": f"Bearer {token}", **csrf})) == (401, message)


class TestBodyTokens:
    def test_an_unknown_account_is_no_error(self, start: Start) -> None:
        """200, and a result that says it failed; it does not count for the lock."""
        caller = start("1.8")
        for _ in range(8):
            body = caller.sign_in("nobody@example.com").json()
            assert (body["result"], body["code"]) == ("fail", "account_not_found")
        assert caller.emulator.refused_sign_ins == 8

    def test_a_password_in_base64_is_a_wrong_one(self, start: Start) -> None:
        """The server takes it as it is."""
        caller = start("1.8")
        body = {"email": ADMIN_EMAIL, "password": encoded(ADMIN_PASSWORD)}
        assert said(caller.send("POST", LOGIN, json=body)) == (401, "Invalid email or password.")

    def test_cookies_are_not_looked_at(self, start: Start) -> None:
        """Nor is a CSRF token."""
        caller = start("1.8")
        caller.sign_in()
        assert "Set-Cookie" not in caller.refresh().headers
        assert said(caller.profile({"Cookie": f"access_token={caller.access}"})) == (
            401,
            "Invalid Authorization token.",
        )

    def test_wrong_fields_have_the_old_form(self, start: Start) -> None:
        """The first one alone, by its name."""
        caller = start("1.8")
        response = caller.send("POST", LOGIN, json={"email": "notmail"})
        assert response.json() == {
            "errors": {"email": "notmail is not a valid email."},
            "message": "Input payload validation failed",
        }


@pytest.mark.parametrize("dialect", ["1.10", "1.13"])
class TestCookies:
    def test_every_call_needs_the_csrf_token(self, start: Start, dialect: str) -> None:
        """As cookie and as header, one like the other, and of this account."""
        caller = start(dialect)
        caller.sign_in()
        other = ConsoleCaller(caller.emulator, caller.client, dialect)
        other.sign_in(OTHER_EMAIL, OTHER_PASSWORD)
        both = f"access_token={caller.access}; csrf_token={caller.csrf}"
        theirs = f"access_token={caller.access}; csrf_token={other.csrf}"
        for headers in (
            {"Cookie": f"access_token={caller.access}"},
            {"Cookie": both},
            {"Cookie": both, "X-CSRF-Token": other.csrf},
            {"Cookie": theirs, "X-CSRF-Token": other.csrf},
            {"Cookie": f"access_token={caller.access}", "X-CSRF-Token": caller.csrf},
            {"Authorization": f"Bearer {caller.access}"},
        ):
            assert said(caller.profile(headers)) == (401, "CSRF token is missing or invalid."), headers
        bearer = {"Authorization": f"Bearer {caller.access}", "Cookie": f"csrf_token={caller.csrf}"}
        assert caller.profile({**bearer, "X-CSRF-Token": caller.csrf}).status_code == 200

    def test_host_cookies(self, start: Start, dialect: str) -> None:
        """Have their prefix, and plain ones are refused."""
        caller = start(dialect, "__Host-", host_cookies=True)
        response = caller.sign_in()
        assert set(cookies_of(response)) == {
            "__Host-access_token",
            "__Host-refresh_token",
            "__Host-csrf_token",
        }
        assert all("; Secure; " in header for header in response.headers.get_list("Set-Cookie"))
        assert caller.profile().status_code == 200
        plain = {name: value.replace("__Host-", "") for name, value in caller.headers.items()}
        assert said(caller.profile(plain)) == (401, "Invalid Authorization token.")
        refused = caller.send("POST", REFRESH, headers={"Cookie": f"refresh_token={caller.refresh_token}"})
        assert refused.json() == {"result": "fail", "message": "No refresh token provided"}
        caller.refresh()

    def test_how_long_cookies_live(self, start: Start, dialect: str) -> None:
        """A minute and a day here; of fractions the whole seconds, one at least."""
        for settings, ages in (
            ({"access_lifetime": 60, "refresh_lifetime": 86400}, (60, 86400)),
            ({"access_lifetime": 1.5, "refresh_lifetime": 0.5}, (1, 1)),
        ):
            caller = start(dialect, **settings)
            access, refresh, csrf = caller.sign_in().headers.get_list("Set-Cookie")
            assert f"; Max-Age={ages[0]};" in access
            assert f"; Max-Age={ages[1]};" in refresh
            assert f"; Max-Age={ages[0]};" in csrf

    def test_signing_out_without_being_signed_in(self, start: Start, dialect: str) -> None:
        """Is a success, and takes the cookies away."""
        caller = start(dialect)
        response = caller.send("POST", LOGOUT)
        assert (response.status_code, response.json()) == (200, {"result": "success"})
        assert cookies_of(response) == {"access_token": "", "refresh_token": "", "csrf_token": ""}

    def test_signing_out_without_the_refresh_cookie(self, start: Start, dialect: str) -> None:
        """Ends the account's newest refresh token."""
        caller = start(dialect)
        caller.sign_in()
        caller.send("POST", LOGOUT, headers={"Cookie": f"access_token={caller.access}"})
        caller.refresh(401)


class TestPasswords:
    def test_base64_is_wanted(self, start: Start) -> None:
        """A plain one is refused, not counted for the lock, and looked at where it happens to be base64."""
        caller = start("1.13")
        for _ in range(7):
            body = {"email": ADMIN_EMAIL, "password": ADMIN_PASSWORD}
            assert said(caller.send("POST", LOGIN, json=body)) == (401, "Invalid encrypted data")
        body["password"] = "abcdabcd"
        assert said(caller.send("POST", LOGIN, json=body))[0] == 401
        caller.sign_in()
        assert caller.emulator.refused_sign_ins == 8

    def test_plain_is_wanted(self, start: Start) -> None:
        """Base64 is a wrong password to 1.10, with cookies or not."""
        caller = start("1.10")
        body = {"email": ADMIN_EMAIL, "password": encoded(ADMIN_PASSWORD)}
        assert said(caller.send("POST", LOGIN, json=body)) == (401, "Invalid email or password.")


class TestAdminKey:
    def test_it_needs_no_sign_in(self, start: Start) -> None:
        """Nor a CSRF token; it acts for the owner of the workspace that it names."""
        caller = start("1.13", admin_key="the-admin-key")
        headers = {"Authorization": "Bearer the-admin-key", "X-WORKSPACE-ID": caller.emulator.workspace_id}
        assert caller.profile(headers).json()["email"] == ADMIN_EMAIL
        path = f"/console/api/apps/{caller.emulator.app_ids['chat']}/api-keys"
        assert caller.send("POST", path, headers=headers).status_code == 201
        assert caller.emulator.sign_ins == 0

    @pytest.mark.parametrize(
        ("key", "workspace"), [("the-admin-key", ""), ("the-admin-key", "other"), ("wrong", None)]
    )
    def test_it_must_be_right(self, start: Start, key: str, workspace: str | None) -> None:
        """Key and workspace."""
        caller = start("1.13", admin_key="the-admin-key")
        named = caller.emulator.workspace_id if workspace is None else workspace
        headers = {"Authorization": f"Bearer {key}", "X-WORKSPACE-ID": named}
        assert said(caller.profile(headers)) == (401, "Invalid token.")

    @pytest.mark.parametrize("dialect", ["1.8", "1.10"])
    def test_older_releases_have_none(self, start: Start, dialect: str) -> None:
        """It came with 1.11."""
        caller = start(dialect, admin_key="the-admin-key")
        headers = {"Authorization": "Bearer the-admin-key", "X-WORKSPACE-ID": caller.emulator.workspace_id}
        assert caller.profile(headers).status_code == 401


@pytest.mark.parametrize(
    ("settings", "release"),
    [
        ({}, ("1.13.2", "1.13")),
        ({"dialect": "1.8"}, ("1.8.1", "1.8")),
        ({"dialect": "1.10"}, ("1.10.1", "1.10")),
        ({"version": "1.9.1"}, ("1.9.1", "1.8")),
        ({"version": "1.9.2"}, ("1.9.2", "1.10")),
        ({"version": "1.11.1"}, ("1.11.1", "1.10")),
        ({"version": "1.14.2"}, ("1.14.2", "1.13")),
        ({"version": "1.16.1", "dialect": "1.13"}, ("1.16.1", "1.13")),
    ],
)
def test_release_and_dialect(settings: dict[str, Any], release: tuple[str, str]) -> None:
    """One follows from the other, where not both are named."""
    options = state_of(create_app(**settings)).options
    assert (options.version, options.dialect) == release


@pytest.mark.parametrize("version", ["2.0", "0.9.2", "1.17.0", "latest"])
def test_an_unknown_release(version: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Says which there are, also on the command line."""
    with pytest.raises(ValueError, match=r"knows Dify 0\.15 to 1\.16: '.*' is none"):
        create_app(version=version)
    with pytest.raises(SystemExit, match="2"):
        main(["--version", version])
    assert f"'{version}' is none of these releases" in capsys.readouterr().err


def test_a_release_of_another_dialect() -> None:
    """Is refused."""
    with pytest.raises(ValueError, match=r"1\.14\.2 signs in by the dialect 1\.13, not 1\.8"):
        create_app(version="1.14.2", dialect="1.8")


def test_an_unknown_dialect() -> None:
    """Says which there are."""
    wrong: dict[str, Any] = {"dialect": "1.12"}
    with pytest.raises(ValueError, match=r"'1\.12'.* 1\.8, 1\.10, 1\.13"):
        create_app(**wrong)


def test_a_thousand_tokens_are_not_kept_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of access tokens that are long over nothing remains."""
    app = create_app(access_lifetime=0.001)
    tokens = app.state.console.tokens
    monkeypatch.setattr("dify_ext.emulator._console.tokens.MOST", 10)
    for _ in range(30):
        tokens.issue("somebody")
    assert len(tokens._access) == 30  # not an hour has gone by
    tokens._clock = lambda: time.time() + 4000
    tokens.issue("somebody")
    assert len(tokens._access) == 1
