"""A refused password is shared: whoever uses the same store does not send it again for a while."""

from __future__ import annotations

import base64
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import anyio  # sync: import threading
import httpx
import pytest

from dify_ext import (
    AsyncDifyServer,
    AsyncMemoryTokenStore,
    AuthenticationError,
    RateLimitError,
    Tokens,
    TokenStoreError,
)
from dify_ext._console import process_memory
from tests.secrets.clients import AsyncServerOf, AsyncSlow, AsyncTogether, Later
from tests.secrets.console import LOGIN, PASSWORD, FakeConsole

WRONG = "wrong-pass-4711"


class AsyncUsersOwn:
    """A store as a user writes it: JSON by key, one lock for all keys, which is not re-entrant."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.fences: dict[str, int] = {}
        self.fence = 0
        self.alone = anyio.Lock()  # sync: self.alone = threading.Lock()
        self.failing: set[str] = set()

    async def load(self, key: str) -> Tokens | None:
        return Tokens.loads(self.kept[key]) if key in self.kept else None

    async def save(self, key: str, tokens: Tokens, ttl: float, fence: int) -> bool:
        if "save" in self.failing:
            raise TokenStoreError("no save today")
        assert ttl > 0
        if fence < self.fences.get(key, 0):
            return False
        self.kept[key], self.fences[key] = tokens.dumps(), fence
        return True

    async def delete(self, key: str) -> None:
        if "delete" in self.failing:
            raise TokenStoreError("no delete today")
        self.kept.pop(key, None)

    @asynccontextmanager
    async def lock(self, key: str, lease: float) -> AsyncIterator[int]:
        async with self.alone:
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
    return AsyncMemoryTokenStore() if request.param == "memory" else AsyncUsersOwn()


async def refusal(server: AsyncDifyServer) -> AuthenticationError:
    with pytest.raises(AuthenticationError) as caught:
        await server.account.profile()
    return caught.value


@pytest.mark.parametrize("hidden", [False, True])
async def test_one_refusal_for_a_fleet(store: Any, hidden: bool) -> None:
    """Eight clients at once: one attempt (two if the release is hidden), and the same error for all."""
    console = FakeConsole(says=None if hidden else "")
    servers = [AsyncServerOf(AsyncSlow(console), password=WRONG, token_store=store) for _ in range(8)]
    queue = list(servers)

    async def call() -> object:
        return await queue.pop().account.profile()

    errors = await AsyncTogether(call, tasks=8, threads=8)
    assert {type(error) for error in errors} == {AuthenticationError}
    assert {error.code for error in errors} == {"authentication_failed"}
    assert all("check email= and password=" in str(error) for error in errors)
    assert console.count(LOGIN) == (2 if hidden else 1)
    for server in servers:
        assert "login()" in str(await refusal(server))
        await server.aclose()
    assert console.count(LOGIN) == (2 if hidden else 1)


async def test_another_password_is_tried_at_once(store: Any) -> None:
    """And where it signs in, the tokens are good for all."""
    console = FakeConsole()
    async with AsyncServerOf(console, password=WRONG, token_store=store) as server:
        await refusal(server)
    async with AsyncServerOf(console, token_store=store) as server:
        assert (await server.account.profile()).name == "Me"
    async with AsyncServerOf(console, password="also wrong", token_store=store) as server:
        assert (await server.account.profile()).name == "Me"
    assert console.count(LOGIN) == 2


async def test_login_always_tries(store: Any, later: Later) -> None:
    """It is the user's word; if it succeeds, nobody respects the refusal any more."""
    console = FakeConsole()
    async with (
        AsyncServerOf(console, password=WRONG, token_store=store) as one,
        AsyncServerOf(console, password=WRONG, token_store=store) as two,
    ):
        await refusal(one)
        await refusal(two)
        with pytest.raises(AuthenticationError):
            await two.login()
        assert console.count(LOGIN) == 2
        console.password = WRONG
        await two.login()
        await two.logout()
        async with AsyncServerOf(console, password=WRONG, token_store=store) as third:
            assert (await third.account.profile()).name == "Me"
    assert console.count(LOGIN) == 4


async def test_it_is_tried_again_after_a_while(store: Any, later: Later) -> None:
    """After five minutes, then after an hour; a client that read the refusal tries again, too."""
    console = FakeConsole()

    async def attempts() -> int:
        async with AsyncServerOf(console, password=WRONG, token_store=store) as server:
            await refusal(server)
        return console.count(LOGIN)

    async with AsyncServerOf(console, password=WRONG, token_store=store) as reader:
        assert await attempts() == 1
        later(290)
        await refusal(reader)
        assert await attempts() == 1
        later(20)
        await refusal(reader)
        assert await attempts() == 2
        later(3500)
        assert await attempts() == 2
        later(200)
        assert await attempts() == 3
        later(86_000)
        assert await attempts() == 3


async def test_a_locked_account_is_shared(store: Any) -> None:
    """The server's lock is respected as well."""
    console = FakeConsole()
    console.script(LOGIN, httpx.Response(429, json={"code": "email_code_login_limit", "message": "Too many"}))
    for _ in range(3):
        async with AsyncServerOf(console, password=WRONG, token_store=store) as server:
            with pytest.raises(RateLimitError, match="Too many"):
                await server.account.profile()
    assert console.count(LOGIN) == 1


async def test_a_gateways_refusal_is_not_shared(store: Any) -> None:
    """It says nothing about the password."""
    console = FakeConsole()
    console.script(LOGIN, httpx.Response(403, text="<html>"), httpx.Response(503))
    for _ in range(2):
        async with AsyncServerOf(console, token_store=store) as server:
            with pytest.raises(Exception, match=r"403|503"):
                await server.account.profile()
    async with AsyncServerOf(console, token_store=store) as server:
        assert (await server.account.profile()).name == "Me"


async def test_the_store_has_no_password() -> None:
    """Neither as it is, nor in base64, in a key or in a value."""
    store, console = AsyncUsersOwn(), FakeConsole()
    async with AsyncServerOf(console, password=PASSWORD + "x", token_store=store) as server:
        await refusal(server)
    (note,) = store.kept.values()
    inside = base64.urlsafe_b64decode(Tokens.loads(note).access_token).decode()
    assert "authentication_failed" in inside
    text = repr(store.kept) + inside
    assert not any(secret in text for secret in (PASSWORD, "SECRET", *console.secrets))


@pytest.mark.parametrize("what", ["save", "delete", "unlock"])
async def test_a_store_that_fails_after_the_refusal(what: str, caplog: pytest.LogCaptureFixture) -> None:
    """The password is not sent again because of it, and the error is that of the refusal."""
    store, console = AsyncUsersOwn(), FakeConsole()
    async with AsyncServerOf(console, password=WRONG, token_store=store) as server:
        store.failing.add(what)
        assert (await refusal(server)).code == "authentication_failed"
        assert console.count(LOGIN) == 1
        console.password = WRONG
        await server.login()
        assert (await server.account.profile()).name == "Me"
    assert console.count(LOGIN) == 2
    assert any(record.levelno == logging.WARNING for record in caplog.records)


async def test_clients_without_a_store_share_the_memory_of_the_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One sign-in for ten clients, also at once; another password or account is another sign-in."""
    monkeypatch.setattr(process_memory, "_tables", {})
    console = FakeConsole()
    servers = [AsyncServerOf(AsyncSlow(console), token_store=None) for _ in range(10)]
    queue = list(servers)

    async def call() -> str | None:
        return (await queue.pop().account.profile()).name

    assert await AsyncTogether(call, tasks=10, threads=10) == ["Me"] * 10
    for server in servers:
        await server.aclose()
    for _ in range(3):
        async with AsyncServerOf(console, token_store=None) as server:
            assert (await server.account.profile()).name == "Me"
    assert console.sign_ins == 1
    for _ in range(3):
        async with AsyncServerOf(console, token_store=None, password=WRONG) as server:
            await refusal(server)
    async with AsyncServerOf(console, token_store=None, email="you@example.com") as server:
        with pytest.raises(AuthenticationError):
            await server.account.profile()
    assert console.count(LOGIN) == 3
