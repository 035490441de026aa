"""Redis goes, hangs, or refuses: an error soon, and all is well again when it is back."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import anyio
import pytest
import redis

from dify_ext.errors import TokenStoreError
from tests.redis.flavours import redis_store, tokens
from tests.redis.servers import RedisServer


@contextmanager
def soon() -> Iterator[None]:
    """Not the half minute that a connection may take."""
    began = time.monotonic()
    yield
    assert time.monotonic() - began < 20


async def saved(store: Any, key: str = "k", name: str = "one") -> None:
    async with store.lock(key, 5.0) as fence:
        assert await store.save(key, tokens(name), 60, fence) is True


async def fails(store: Any) -> None:
    """Every method raises a TokenStoreError, its cause chained."""
    for call in (store.load("k"), store.save("k", tokens(), 60, 1), store.delete("k"), store.ping()):
        with pytest.raises(TokenStoreError) as caught:
            await call
        assert caught.value.__cause__ is not None
        assert "RedisTokenStore" in str(caught.value)
        assert "\n" not in str(caught.value)
    with pytest.raises(TokenStoreError):
        async with store.lock("k", 5.0):
            pass


async def test_redis_goes_and_comes_back(flavour: str, own_redis: RedisServer) -> None:
    """Without Redis an error at once; with it again the same store works, through the connections it had."""
    store = redis_store(flavour, own_redis.url)
    await saved(store)
    own_redis.stop()
    with soon():
        await fails(store)
    own_redis.start()
    assert await store.load("k") is None
    await saved(store, name="two")
    assert await store.load("k") == tokens("two")
    await store.aclose()


async def test_a_restart_is_not_noticed(flavour: str, own_redis: RedisServer) -> None:
    """A connection that Redis has closed in the meantime is replaced without an error."""
    store = redis_store(flavour, own_redis.url)
    await saved(store)
    own_redis.stop()
    own_redis.start()
    await saved(store, name="two")
    assert await store.load("k") == tokens("two")
    await store.aclose()


async def test_redis_goes_while_the_lock_is_held(flavour: str, own_redis: RedisServer) -> None:
    """The holder meets the error where it saves;
    leaving the lock is none, and does not hide what went wrong inside.
    """
    store = redis_store(flavour, own_redis.url)
    with soon():
        async with store.lock("k", 5.0) as fence:
            own_redis.stop()
            with pytest.raises(TokenStoreError):
                await store.save("k", tokens(), 60, fence)
        own_redis.start()
        with pytest.raises(KeyError, match="mine"):
            async with store.lock("k", 5.0):
                own_redis.stop()
                raise KeyError("mine")
    await store.aclose()


async def test_a_redis_that_hangs(own_redis: RedisServer) -> None:
    """A Redis that takes a question and does not answer is an error after seconds, in both flavours."""
    stores = [redis_store(flavour, own_redis.url) for flavour in ("async", "sync")]
    for store in stores:
        await saved(store)
    os.kill(own_redis.pid, signal.SIGSTOP)

    async def asks(store: Any) -> None:
        with pytest.raises(TokenStoreError, match="TimeoutError"):
            await store.load("k")

    with soon():
        async with anyio.create_task_group() as group:
            for store in stores:
                group.start_soon(asks, store)
    os.kill(own_redis.pid, signal.SIGCONT)
    for store in stores:
        assert await store.load("k") == tokens("one")
        await store.aclose()


async def test_a_replica_that_is_read_only(flavour: str, own_redis: RedisServer) -> None:
    """A Redis that became a replica still reads; writing and locking are TokenStoreErrors."""
    store = redis_store(flavour, own_redis.url)
    await saved(store)
    with redis.Redis(port=own_redis.port) as raw:
        raw.replicaof("127.0.0.1", "1")
        assert await store.load("k") == tokens("one")
        with pytest.raises(TokenStoreError, match=r"(?i)replica"):
            await store.save("k", tokens(), 60, 10**14)
        with pytest.raises(TokenStoreError, match=r"(?i)replica"):
            async with store.lock("k", 5.0):
                pass
        raw.replicaof("NO", "ONE")
    await saved(store, name="two")
    await store.aclose()


async def test_a_password_is_asked_for(flavour: str, own_redis: RedisServer) -> None:
    """A Redis that wants a password is an error without it, and works with it in the URL."""
    with redis.Redis(port=own_redis.port) as raw:
        raw.config_set("requirepass", "PASS/WORD")
    without = redis_store(flavour, own_redis.url)
    await fails(without)
    with_it = redis_store(flavour, own_redis.url.replace("://", "://:PASS%2FWORD@"))
    await saved(with_it)
    assert await with_it.load("k") == tokens("one")
    for store in (without, with_it):
        await store.aclose()


async def test_nobody_there(flavour: str) -> None:
    """A URL where nobody listens is no error until something is asked, and then soon."""
    store = redis_store(flavour, "redis://127.0.0.1:1/0")
    with soon():
        await fails(store)
    await store.aclose()
