"""Forks and event loops: locks and connections of their own for each process and loop, whatever the others
do.
"""

from __future__ import annotations

import asyncio
import os
import select
import threading
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from dify_ext._async.console_session import AsyncConsoleAuth
from dify_ext._async.stores import AsyncFileTokenStore, AsyncMemoryTokenStore, AsyncRedisTokenStore
from dify_ext._console.credentials import Credentials
from dify_ext._redaction import Secret
from dify_ext._sync.console_session import ConsoleAuth
from dify_ext._sync.stores import FileTokenStore, MemoryTokenStore, RedisTokenStore
from tests.redis.flavours import tokens
from tests.secrets.console import EMAIL, PASSWORD, ROOT, FakeConsole

ME = Credentials(EMAIL, Secret(PASSWORD))


def in_child(work: Callable[[], str]) -> Callable[[], str]:
    """Fork a child that does some work; gives what it said, or complains that it hangs."""
    readable, writable = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", DeprecationWarning
        )  # of forks beside threads, which are the matter here
        pid = os.fork()
    if pid == 0:
        try:
            said = work()
        except BaseException as error:
            said = repr(error)
        os.write(writable, said.encode())
        os._exit(0)
    os.close(writable)

    def said() -> str:
        try:
            assert select.select([readable], [], [], 10)[0], "the child hangs"
            return os.read(readable, 10_000).decode()
        finally:
            os.close(readable)
            os.kill(pid, 9)
            os.waitpid(pid, 0)

    return said


@pytest.fixture(params=["memory", "file", "redis"])
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of store."""
    name: str = request.param
    return name


@pytest.fixture
def make(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[str], Any]:
    """Makes a store of a flavour."""
    url = request.getfixturevalue("redis_url") if kind == "redis" else ""
    path = tmp_path / "tokens.json"
    return lambda flavour: {
        ("memory", "sync"): MemoryTokenStore,
        ("file", "sync"): lambda: FileTokenStore(path),
        ("redis", "sync"): lambda: RedisTokenStore(url),
        ("memory", "async"): AsyncMemoryTokenStore,
        ("file", "async"): lambda: AsyncFileTokenStore(path),
        ("redis", "async"): lambda: AsyncRedisTokenStore(url),
    }[kind, flavour]()


def test_a_fork_while_a_thread_signs_in(kind: str, make: Callable[[str], Any]) -> None:
    """The child waits for no thread of its parent:
    it signs in, or takes the tokens that the parent shares.
    """
    console, store = FakeConsole(), make("sync")
    parent, signing_in, go_on = os.getpid(), threading.Event(), threading.Event()

    def send(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/login") and os.getpid() == parent:
            signing_in.set()
            assert go_on.wait(100)
        return console(request)

    signed_in = ConsoleAuth(ROOT, ME, store, send)
    thread = threading.Thread(target=signed_in.tokens)
    thread.start()
    assert signing_in.wait(100)
    children = [in_child(lambda: signed_in.tokens().access_token) for _ in range(4)]
    go_on.set()
    thread.join(100)
    ours = signed_in.tokens().access_token
    said = [one() for one in children]
    assert not [text for text in said if "Error" in text]
    if kind != "memory":
        assert said == [ours] * 4


def test_a_child_shares_what_its_parent_had(make: Callable[[str], Any]) -> None:
    """Tokens at the fork are good in the child, and the store works on both sides."""
    console, store = FakeConsole(), make("sync")
    signed_in = ConsoleAuth(ROOT, ME, store, console)
    ours = signed_in.tokens().access_token

    def work() -> str:
        with store.lock("child", 5.0) as fence:
            store.save("child", tokens("child"), 60, fence)
        return signed_in.tokens().access_token

    assert in_child(work)() == ours
    with store.lock("child", 5.0) as fence:
        assert store.save("child", tokens("parent"), 60, fence)
    assert store.load("child") == tokens("parent")


def test_an_account_in_many_event_loops(make: Callable[[str], Any]) -> None:
    """One after the other, and in threads with a loop each:
    one sign-in, and closing in any loop raises nothing.
    """
    console, store = FakeConsole(), make("async")

    async def send(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(0.01)
        return console(request)

    signed_in = AsyncConsoleAuth(ROOT, ME, store, send)

    async def use() -> str:
        found = await asyncio.gather(*(signed_in.tokens() for _ in range(3)))
        assert len({one.access_token for one in found}) == 1
        return found[0].access_token

    first = asyncio.run(use())
    assert [asyncio.run(use()) for _ in range(5)] == [first] * 5
    signed_in._tokens = None  # now from the store
    with ThreadPoolExecutor(8) as threads:
        running = [threads.submit(asyncio.run, use()) for _ in range(8)]
        assert {one.result(20) for one in running} == {first}
    asyncio.run(store.aclose())
    assert console.sign_ins == 1
