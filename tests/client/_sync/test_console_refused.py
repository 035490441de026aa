# Made from tests/client/_async/test_console_refused.py by scripts/regenerate: change that one.
"""A refused password is shared: whoever uses the same store does not send it again for a while."""

from __future__ import annotations

import base64
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from dify_ext import (
    AuthenticationError,
    DifyServer,
    MemoryTokenStore,
    RateLimitError,
    Tokens,
    TokenStoreError,
)
from dify_ext._console import process_memory
from tests.secrets.clients import Later, ServerOf, Slow, Together
from tests.secrets.console import LOGIN, PASSWORD, FakeConsole

WRONG = "wrong-pass-4711"


class UsersOwn:
    """A store as a user writes it: JSON by key, one lock for all keys, which is not re-entrant."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.fences: dict[str, int] = {}
        self.fence = 0
        self.alone = threading.Lock()
        self.failing: set[str] = set()

    def load(self, key: str) -> Tokens | None:
        return Tokens.loads(self.kept[key]) if key in self.kept else None

    def save(self, key: str, tokens: Tokens, ttl: float, fence: int) -> bool:
        if "save" in self.failing:
            raise TokenStoreError("no save today")
        assert ttl > 0
        if fence < self.fences.get(key, 0):
            return False
        self.kept[key], self.fences[key] = tokens.dumps(), fence
        return True

    def delete(self, key: str) -> None:
        if "delete" in self.failing:
            raise TokenStoreError("no delete today")
        self.kept.pop(key, None)

    @contextmanager
    def lock(self, key: str, lease: float) -> Iterator[int]:
        with self.alone:
            self.fence += 1
            yield self.fence
        if "unlock" in self.failing:
            raise TokenStoreError("no unlock today")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Time that passes when told to."""
    clock = Later()
    monkeypatch.setattr(time, "time", clock.time)
    return clock


@pytest.fixture(params=["memory", "own"])
def store(request: pytest.FixtureRequest) -> Any:
    """A store of this package, and one that a user wrote."""
    return MemoryTokenStore() if request.param == "memory" else UsersOwn()


def refusal(server: DifyServer) -> AuthenticationError:
    with pytest.raises(AuthenticationError) as caught:
        server.account.profile()
    return caught.value


@pytest.mark.parametrize("hidden", [False, True])
def test_one_refusal_for_a_fleet(store: Any, hidden: bool) -> None:
    """Eight clients at once: one attempt (two if the release is hidden), and the same error for all."""
    console = FakeConsole(says=None if hidden else "")
    servers = [ServerOf(Slow(console), password=WRONG, token_store=store) for _ in range(8)]
    queue = list(servers)

    def call() -> object:
        return queue.pop().account.profile()

    errors = Together(call, tasks=8, threads=8)
    assert {type(error) for error in errors} == {AuthenticationError}
    assert {error.code for error in errors} == {"authentication_failed"}
    assert all("check email= and password=" in str(error) for error in errors)
    assert console.count(LOGIN) == (2 if hidden else 1)
    for server in servers:
        assert "login()" in str(refusal(server))
        server.close()
    assert console.count(LOGIN) == (2 if hidden else 1)


def test_another_password_is_tried_at_once(store: Any) -> None:
    """And where it signs in, the tokens are good for all."""
    console = FakeConsole()
    with ServerOf(console, password=WRONG, token_store=store) as server:
        refusal(server)
    with ServerOf(console, token_store=store) as server:
        assert (server.account.profile()).name == "Me"
    with ServerOf(console, password="also wrong", token_store=store) as server:
        assert (server.account.profile()).name == "Me"
    assert console.count(LOGIN) == 2


def test_login_always_tries(store: Any, later: Later) -> None:
    """It is the user's word; if it succeeds, nobody respects the refusal any more."""
    console = FakeConsole()
    with (
        ServerOf(console, password=WRONG, token_store=store) as one,
        ServerOf(console, password=WRONG, token_store=store) as two,
    ):
        refusal(one)
        refusal(two)
        with pytest.raises(AuthenticationError):
            two.login()
        assert console.count(LOGIN) == 2
        console.password = WRONG
        two.login()
        two.logout()
        with ServerOf(console, password=WRONG, token_store=store) as third:
            assert (third.account.profile()).name == "Me"
    assert console.count(LOGIN) == 4


def test_it_is_tried_again_after_a_while(store: Any, later: Later) -> None:
    """After five minutes, then after an hour; a client that read the refusal tries again, too."""
    console = FakeConsole()

    def attempts() -> int:
        with ServerOf(console, password=WRONG, token_store=store) as server:
            refusal(server)
        return console.count(LOGIN)

    with ServerOf(console, password=WRONG, token_store=store) as reader:
        assert attempts() == 1
        later(290)
        refusal(reader)
        assert attempts() == 1
        later(20)
        refusal(reader)
        assert attempts() == 2
        later(3500)
        assert attempts() == 2
        later(200)
        assert attempts() == 3
        later(86_000)
        assert attempts() == 3


def test_a_locked_account_is_shared(store: Any) -> None:
    """The server's lock is respected as well."""
    console = FakeConsole()
    console.script(LOGIN, httpx.Response(429, json={"code": "email_code_login_limit", "message": "Too many"}))
    for _ in range(3):
        with ServerOf(console, password=WRONG, token_store=store) as server:
            with pytest.raises(RateLimitError, match="Too many"):
                server.account.profile()
    assert console.count(LOGIN) == 1


def test_a_gateways_refusal_is_not_shared(store: Any) -> None:
    """It says nothing about the password."""
    console = FakeConsole()
    console.script(LOGIN, httpx.Response(403, text="<html>"), httpx.Response(503))
    for _ in range(2):
        with ServerOf(console, token_store=store) as server:
            with pytest.raises(Exception, match=r"403|503"):
                server.account.profile()
    with ServerOf(console, token_store=store) as server:
        assert (server.account.profile()).name == "Me"


def test_the_store_has_no_password() -> None:
    """Neither as it is, nor in base64, in a key or in a value."""
    store, console = UsersOwn(), FakeConsole()
    with ServerOf(console, password=PASSWORD + "x", token_store=store) as server:
        refusal(server)
    (note,) = store.kept.values()
    inside = base64.urlsafe_b64decode(Tokens.loads(note).access_token).decode()
    assert "authentication_failed" in inside
    text = repr(store.kept) + inside
    assert not any(secret in text for secret in (PASSWORD, "SECRET", *console.secrets))


@pytest.mark.parametrize("what", ["save", "delete", "unlock"])
def test_a_store_that_fails_after_the_refusal(what: str, caplog: pytest.LogCaptureFixture) -> None:
    """The password is not sent again because of it, and the error is that of the refusal."""
    store, console = UsersOwn(), FakeConsole()
    with ServerOf(console, password=WRONG, token_store=store) as server:
        store.failing.add(what)
        assert (refusal(server)).code == "authentication_failed"
        assert console.count(LOGIN) == 1
        console.password = WRONG
        server.login()
        assert (server.account.profile()).name == "Me"
    assert console.count(LOGIN) == 2
    assert any(record.levelno == logging.WARNING for record in caplog.records)


def test_clients_without_a_store_share_the_memory_of_the_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One sign-in for ten clients, also at once; another password or account is another sign-in."""
    monkeypatch.setattr(process_memory, "_tables", {})
    console = FakeConsole()
    servers = [ServerOf(Slow(console), token_store=None) for _ in range(10)]
    queue = list(servers)

    def call() -> str | None:
        return (queue.pop().account.profile()).name

    assert Together(call, tasks=10, threads=10) == ["Me"] * 10
    for server in servers:
        server.close()
    for _ in range(3):
        with ServerOf(console, token_store=None) as server:
            assert (server.account.profile()).name == "Me"
    assert console.sign_ins == 1
    for _ in range(3):
        with ServerOf(console, token_store=None, password=WRONG) as server:
            refusal(server)
    with ServerOf(console, token_store=None, email="you@example.com") as server:
        with pytest.raises(AuthenticationError):
            server.account.profile()
    assert console.count(LOGIN) == 3
