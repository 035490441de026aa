# Made from tests/client/_async/test_console_sharing.py by scripts/regenerate: change that one.
"""One sign-in and one refresh for all who share a store; and calls that go on where the store does not."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from dify_ext import (
    AuthenticationError,
    FileTokenStore,
    MemoryTokenStore,
    RequestTimeout,
    Tokens,
    TokenStoreError,
)
from dify_ext._core.limits import CURRENT, Limit
from dify_ext._sync import console_session as console_auth
from tests.secrets.clients import Later, ServerOf, Slow, Together
from tests.secrets.console import LOGIN, REFRESH, SETUP, FakeConsole

DIALECTS = ("1.8.1", "1.10.1", "1.13.2")


class Faulty(MemoryTokenStore):
    """A store that fails in what it is told to fail in, and counts what it kept."""

    def __init__(self, *failing: str) -> None:
        super().__init__()
        self.failing = {*failing}
        self.saved: list[Tokens] = []

    def _maybe(self, what: str) -> None:
        if what in self.failing:
            raise TokenStoreError(f"no {what} today")

    def load(self, key: str) -> Tokens | None:
        self._maybe("load")
        return super().load(key)

    def save(self, key: str, tokens: Tokens, ttl: float, fence: int) -> bool:
        self._maybe("save")
        self.saved.append(tokens)
        return super().save(key, tokens, ttl, fence)

    def delete(self, key: str) -> None:
        self._maybe("delete")
        super().delete(key)

    @contextmanager
    def lock(self, key: str, lease: float) -> Iterator[int]:
        self._maybe("lock")
        with super().lock(key, lease) as fence:
            yield fence
        self._maybe("unlock")


class TooLate(Faulty):
    """A store in which somebody else was always quicker, and put ``theirs`` there."""

    def __init__(self) -> None:
        super().__init__()
        self.theirs: Tokens | None = None
        self.late = False

    def load(self, key: str) -> Tokens | None:
        return self.theirs if self.late else None

    def save(self, key: str, tokens: Tokens, ttl: float, fence: int) -> bool:
        self.late = True
        return False


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Time that passes when told to."""
    clock = Later()
    monkeypatch.setattr(time, "time", clock.time)
    return clock


@pytest.fixture(params=DIALECTS)
def console(request: pytest.FixtureRequest) -> FakeConsole:
    """A console of each kind."""
    return FakeConsole(request.param)


def warnings_in(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING]


def test_the_first_calls_at_once(console: FakeConsole) -> None:
    """Many calls on a new client: one look, one sign-in, and all are answered."""
    with ServerOf(Slow(console)) as server:
        answers = Together(server.account.profile)
    assert {getattr(answer, "name", answer) for answer in answers} == {"Me"}
    assert (console.sign_ins, console.refreshes, console.count(SETUP)) == (1, 0, 1)


def test_a_client_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls at once on a new client do not each make what signs it in."""
    made = []
    init = console_auth.ConsoleAuth.__init__

    def slowly(self: console_auth.ConsoleAuth, *args: object) -> None:
        made.append(self)
        time.sleep(0.02)
        init(self, *args)

    monkeypatch.setattr(console_auth.ConsoleAuth, "__init__", slowly)
    with ServerOf(FakeConsole()) as server:
        Together(server.account.profile, tasks=8, threads=8)
    assert len(made) == 1


@pytest.mark.parametrize("known", [True, False])
def test_many_over_a_token_that_is_over(console: FakeConsole, known: bool, later: Later) -> None:
    """One refresh, whether the client knows that the token is over or every call meets a 401."""
    with ServerOf(Slow(console)) as server:
        server.account.profile()
        for round_ in range(1, 3):
            if known:
                later(3590)
            else:
                console.expire_access()
            answers = Together(server.account.profile)
            assert {getattr(answer, "name", answer) for answer in answers} == {"Me"}
            assert (console.sign_ins, console.refreshes) == (1, round_)
    assert console.refused_refreshes == 0


def test_many_over_dead_tokens(console: FakeConsole) -> None:
    """With the refresh token dead too: one refresh is refused, one sign-in is made."""
    with ServerOf(Slow(console)) as server:
        server.account.profile()
        console.expire_access()
        console.forget_refresh()
        answers = Together(server.account.profile)
    assert {getattr(answer, "name", answer) for answer in answers} == {"Me"}
    assert (console.sign_ins, console.refused_refreshes) == (2, 1)


def test_many_with_a_wrong_password() -> None:
    """One attempt for all of them: the others have its outcome."""
    console = FakeConsole()
    with ServerOf(Slow(console), password="wrong") as server:
        errors = Together(server.account.profile)
    assert {type(error) for error in errors} == {AuthenticationError}
    assert console.count(LOGIN) == 1


def test_many_clients_on_one_store(console: FakeConsole) -> None:
    """Ten clients that share a store sign in once, and refresh once."""
    store = MemoryTokenStore()
    servers = [ServerOf(Slow(console), token_store=store) for _ in range(10)]
    queue = [*servers, *servers]

    def call() -> str | None:
        server = queue.pop()
        return (server.account.profile()).name

    assert Together(call, tasks=10, threads=10) == ["Me"] * 10
    assert (console.sign_ins, console.refreshes) == (1, 0)
    console.expire_access()
    assert Together(call, tasks=10, threads=10) == ["Me"] * 10
    assert (console.sign_ins, console.refreshes) == (1, 1)
    for server in servers:
        server.close()


def test_accounts_and_servers_do_not_share() -> None:
    """On one store, another account, server or family of releases has tokens of its own."""
    store = MemoryTokenStore()
    consoles = [FakeConsole("1.13.2"), FakeConsole("1.13.2"), FakeConsole("1.8.1")]
    roots = ["https://a.example.com", "https://b.example.com", "https://a.example.com"]
    for console, root in zip(consoles, roots, strict=True):
        with ServerOf(console, base_url=root, token_store=store) as server:
            server.account.profile()
        assert (console.sign_ins, console.refused_refreshes) == (1, 0)
    with ServerOf(consoles[0], base_url=roots[0], token_store=store, email="you@example.com") as server:
        with pytest.raises(AuthenticationError):
            server.account.profile()


@pytest.mark.parametrize("what", ["load", "lock", "save", "unlock"])
def test_a_store_that_fails(what: str, caplog: pytest.LogCaptureFixture) -> None:
    """Calls go on with tokens of their own, one warning says so; what works again is shared again."""
    caplog.set_level(logging.INFO, "dify_ext")
    console, store = FakeConsole(), Faulty(what)
    with ServerOf(console, token_store=store) as server:
        for round_ in range(3):
            assert (server.account.profile()).name == "Me"
            assert (server.account.profile()).name == "Me"
            assert (console.sign_ins, console.refreshes) == (1, round_)
            console.expire_access()
        assert len(warnings_in(caplog)) == 1
        assert f"no {what} today" in warnings_in(caplog)[0]
        store.failing.clear()
        caplog.clear()
        assert (server.account.profile()).name == "Me"
        assert (console.sign_ins, console.refreshes) == (1, 3)
        assert not warnings_in(caplog)
        with ServerOf(console, token_store=store) as another:
            assert (another.account.profile()).name == "Me"
        assert (console.sign_ins, console.refreshes) == (1, 3)
        store.failing.add(what)
        console.expire_access()
        assert (server.account.profile()).name == "Me"
    assert len(warnings_in(caplog)) == 1
    assert console.sign_ins == 1


def test_a_store_that_fails_with_a_token_in_hand(caplog: pytest.LogCaptureFixture) -> None:
    """A store that fails is not even asked while the token at hand is good."""
    console, store = FakeConsole(), Faulty()
    with ServerOf(console, token_store=store) as server:
        server.account.profile()
        store.failing |= {"load", "lock", "save", "delete"}
        for _ in range(3):
            server.account.profile()
    assert (console.sign_ins, warnings_in(caplog)) == (1, [])


@pytest.mark.parametrize("ours", [True, False])
def test_the_newer_tokens_count(console: FakeConsole, ours: bool, later: Later) -> None:
    """Tokens in hand that a failing store did not keep are renewed, not the older ones that it still has."""
    store = Faulty()
    if not ours:
        with ServerOf(console, token_store=store) as another:
            another.account.profile()
    with ServerOf(console, token_store=store) as server:
        server.account.profile()
        later(2)
        store.failing.add("save")
        console.expire_access()
        server.account.profile()
        store.failing.clear()
        console.expire_access()
        server.account.profile()
    assert (console.sign_ins, console.refreshes) == (1, 2)


def test_logging_out_of_a_store_that_fails(caplog: pytest.LogCaptureFixture) -> None:
    """The server ends the tokens all the same, and a warning says that the store keeps them."""
    console, store = FakeConsole(), Faulty()
    with ServerOf(console, token_store=store) as server:
        server.account.profile()
        store.failing.add("delete")
        server.logout()
    assert console.count("POST /console/api/logout") == 1
    assert len(warnings_in(caplog)) == 1
    assert not console.refresh


def test_logging_out_is_for_all() -> None:
    """Who shares the store finds nothing there any more;
    a client that never signed in can end what it finds.
    """
    console, store = FakeConsole(), MemoryTokenStore()
    with (
        ServerOf(console, token_store=store) as one,
        ServerOf(console, token_store=store) as two,
    ):
        one.account.profile()
        two.logout()
        assert not console.refresh
        two.account.profile()
    assert console.sign_ins == 2


@pytest.mark.parametrize("theirs", [None, "good", "over", "refused"])
def test_somebody_was_quicker(theirs: str | None) -> None:
    """Where `save` says that a newer one was there, it is used if it is any good; else what was made is."""
    console, store = FakeConsole(), TooLate()
    if theirs == "good":
        with ServerOf(console, token_store=(other := Faulty())) as server:
            server.account.profile()
        (store.theirs,) = other.saved
    elif theirs is not None:
        end = 1.0 if theirs == "over" else time.time() + 3000
        store.theirs = Tokens("no-longer", "no-longer", end, end, "cookie", "no-longer", "", end - 3600)
    signed_in = console.sign_ins
    with ServerOf(console, token_store=store) as server:
        for _ in range(3):
            assert (server.account.profile()).name == "Me"
    used = console.requests[-1].headers["cookie"]
    assert (store.theirs is not None and store.theirs.access_token in used) is (theirs == "good")
    assert console.sign_ins - signed_in <= (2 if theirs == "refused" else 1)


def test_tokens_that_are_none(console: FakeConsole) -> None:
    """Tokens in the store that the server has never seen cost a refused refresh and one sign-in."""

    class Stale(Faulty):
        def load(self, key: str) -> Tokens | None:
            end = time.time() + 3000
            kind = "body" if console.speaks == "1.8.1" else "cookie"
            return (
                self.saved[-1] if self.saved else Tokens("x", "y", end, end, kind, "z", "__Host-", end - 3600)
            )

    with ServerOf(console, token_store=Stale()) as server:
        for _ in range(3):
            assert (server.account.profile()).name == "Me"
    assert (console.sign_ins, console.count(REFRESH)) == (1, 1)


@pytest.mark.parametrize(
    "garbage", [b"", b"\x00\xff\xfe", b"{", b'{"format": 1, "keys": {"a": 1}}', b"null", b'"x"']
)
def test_a_file_full_of_garbage(garbage: bytes, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """What cannot be read is taken as absent, with one warning at most, and written anew for the next one."""
    path = tmp_path / "tokens.json"
    path.touch(0o600)
    path.write_bytes(garbage)
    console = FakeConsole()
    for _ in range(3):
        with ServerOf(console, token_store=FileTokenStore(path)) as server:
            assert (server.account.profile()).name == "Me"
    assert console.sign_ins == 1
    assert len(warnings_in(caplog)) <= 1
    assert os.stat(path).st_mode & 0o777 == 0o600


class Held:
    """A console whose first sign-in takes until ``go`` is set."""

    def __init__(self, console: FakeConsole) -> None:
        self._console, self._is_first = console, True
        self.go = threading.Event()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == LOGIN.partition(" ")[2]:
            is_first, self._is_first = self._is_first, False
            if is_first:
                self.go.wait()
        return self._console(request)


def test_a_sign_in_that_hangs_holds_nobody() -> None:
    """Who waits for it, in the same client, gives up after the time of two steps."""
    held = Held(FakeConsole())
    with ServerOf(held, timeout=0.05) as server:

        def call() -> Any:
            try:
                return server.account.profile()
            except RequestTimeout:
                held.go.set()
                raise

        outcomes = Together(call, tasks=2, threads=2)
    assert {type(outcome).__name__ for outcome in outcomes} == {"Account", "RequestTimeout"}


def test_a_client_whose_sign_in_hangs_holds_no_other(caplog: pytest.LogCaptureFixture) -> None:
    """After that time the other signs in by itself, or its ``call_timeout`` is over."""
    console = FakeConsole()
    held, store = Held(console), MemoryTokenStore()

    def call() -> Any:
        with ServerOf(held, timeout=0.05, token_store=store) as server:
            try:
                return server.account.profile()
            finally:
                held.go.set()

    outcomes = Together(call, tasks=2, threads=2)
    assert [outcome.name for outcome in outcomes] == ["Me", "Me"]
    assert (console.sign_ins, len(warnings_in(caplog))) == (2, 1)
    with store.lock("k", 30.0):
        current = CURRENT.set(Limit(None, time.monotonic()))
        with pytest.raises(RequestTimeout, match="another call has been signing in for too long"):
            with store.lock("k", 30.0):
                pass
        CURRENT.reset(current)


def test_no_wait_for_a_server_that_is_gone() -> None:
    """Where the sign-in gets no answer,
    each of many calls fails with its own error, and the lock is free again.
    """
    console = FakeConsole()
    with ServerOf(Slow(console, 0.001), max_retries=0) as server:
        server.account.profile()
        console.expire_access()
        console.script(REFRESH, *[httpx.ConnectError("gone") for _ in range(60)])
        console.script(LOGIN, *[httpx.ConnectError("gone") for _ in range(60)])
        outcomes = Together(server.account.profile, tasks=5, threads=5)
        assert {type(outcome).__name__ for outcome in outcomes} == {"ConnectionFailed"}
        console.scripts.clear()
        assert (server.account.profile()).name == "Me"
