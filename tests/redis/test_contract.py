"""What every store promises, whatever it keeps tokens in."""

from __future__ import annotations

import contextlib
import copy
import logging
import pickle
import time
from pathlib import Path
from typing import Any

import anyio
import pytest

from dify_ext.errors import TokenStoreError
from dify_ext.tokens import AsyncTokenStore, TokenStore
from tests.redis.flavours import bare, file_store, memory_store, tokens


async def saved(store: Any, key: str = "k", name: str = "one", ttl: float = 60) -> int:
    async with store.lock(key, 5.0) as fence:
        assert await store.save(key, tokens(name), ttl, fence) is True
    number: int = fence
    return number


async def test_it_is_a_token_store(store: Any, flavour: str) -> None:
    """Every store has the protocol's methods, and nothing under a key at first."""
    assert isinstance(bare(store), AsyncTokenStore if flavour == "async" else TokenStore)
    assert await store.load("k") is None


async def test_what_is_saved_is_loaded(store: Any) -> None:
    """Tokens come back as they went, under their own key alone, until they are deleted."""
    await saved(store, "k", "one")
    await saved(store, "other {}}{ Ω", "two")
    assert await store.load("k") == tokens("one")
    assert await store.load("other {}}{ Ω") == tokens("two")
    await store.delete("k")
    await store.delete("never there")
    assert await store.load("k") is None
    assert await store.load("other {}}{ Ω") == tokens("two")


async def test_tokens_live_for_their_time(store: Any) -> None:
    """After their lifetime tokens are absent."""
    await saved(store, ttl=0.05)
    await anyio.sleep(0.08)
    assert await store.load("k") is None


@pytest.mark.parametrize("ttl", [0, -1, float("nan")])
async def test_no_lifetime_is_no_value(store: Any, ttl: float) -> None:
    """Tokens without a lifetime are written over what was there, and absent."""
    await saved(store)
    await saved(store, name="two", ttl=ttl)
    assert await store.load("k") is None


async def test_an_endless_lifetime(store: Any) -> None:
    """A lifetime without an end is a long one."""
    await saved(store, ttl=float("inf"))
    assert await store.load("k") == tokens("one")


async def test_a_late_writer_is_refused(store: Any) -> None:
    """Who held the lock earlier does not overwrite what a later one wrote; the later one may write again."""
    async with store.lock("k", 0.01) as early:
        await anyio.sleep(0.02)
        async with store.lock("k", 5.0) as late:
            assert late > early
            assert await store.save("k", tokens("late"), 60, late) is True
            assert await store.save("k", tokens("early"), 60, early) is False
            assert await store.load("k") == tokens("late")
            assert await store.save("k", tokens("later"), 60, late) is True
    assert await store.load("k") == tokens("later")


async def test_a_late_writer_brings_nothing_back(store: Any) -> None:
    """What was deleted after a later fence stays deleted, and the next holder writes again."""
    early = await saved(store)
    late = await saved(store, name="late")
    await store.delete("k")
    assert await store.save("k", tokens("early"), 60, early) is False
    assert await store.load("k") is None
    assert await saved(store, name="new") > late


async def test_fences_only_grow(store: Any) -> None:
    """Each holder's fence is larger than all before, over deletions too."""
    fences = []
    for round_ in range(4):
        fences.append(await saved(store))
        if round_ % 2:
            await store.delete("k")
    assert fences == sorted(set(fences))


async def test_one_at_a_time(store: Any) -> None:
    """Four that fight for a lock never hold it together, and their fences grow as they come."""
    inside, fences = 0, []

    async def fighter() -> None:
        nonlocal inside
        for _ in range(3):
            async with store.lock("k", 10.0) as fence:
                inside += 1
                assert inside == 1
                fences.append(fence)
                await anyio.sleep(0.001)
                inside -= 1

    async with anyio.create_task_group() as group:
        for _ in range(4):
            group.start_soon(fighter)
    assert len(fences) == 12
    assert fences == sorted(set(fences))


async def test_keys_do_not_wait_for_each_other(store: Any) -> None:
    """The lock of one key is nothing to another."""
    async with store.lock("k", 10.0):
        with anyio.fail_after(20):
            async with store.lock("other", 10.0):
                pass


async def test_the_lease_ends(store: Any) -> None:
    """Who holds a lock too long loses it, and does not release the next one's when it leaves at last."""
    began = time.monotonic()
    async with contextlib.AsyncExitStack() as first:
        early = await first.enter_async_context(store.lock("k", 0.08))
        async with store.lock("k", 5.0) as late:
            assert 0.07 < time.monotonic() - began < 20
            assert late > early
            await first.aclose()
            with pytest.raises(TokenStoreError):
                async with store.lock("k", 0.03):
                    pass
    async with store.lock("k", 5.0) as last:
        assert last > late


async def test_waiting_ends(store: Any) -> None:
    """Who waits for a lock that is not let go has an error after twice its lease."""
    async with store.lock("k", 30.0):
        began = time.monotonic()
        with pytest.raises(TokenStoreError, match=r"held the lock for 0\.1 s"):
            async with store.lock("k", 0.05):
                pass
        assert 0.09 < time.monotonic() - began < 20


async def test_an_error_inside_lets_go(store: Any) -> None:
    """A holder that fails has let go, and its error is its own."""
    with pytest.raises(KeyError, match="mine"):
        async with store.lock("k", 30.0):
            raise KeyError("mine")
    with anyio.fail_after(20):
        async with store.lock("k", 30.0):
            pass


@pytest.mark.parametrize("flavour", ["async"], indirect=True)
async def test_cancelled_tasks_hold_nothing(store: Any) -> None:
    """A task that is cancelled while it waits, or while it holds, leaves no lock behind."""

    async def holder() -> None:
        async with store.lock("k", 30.0):
            await anyio.sleep_forever()

    for _ in range(3):
        async with anyio.create_task_group() as group:
            for _ in range(3):
                group.start_soon(holder)
            await anyio.sleep(0.03)
            group.cancel_scope.cancel()
    with anyio.fail_after(20):
        async with store.lock("k", 30.0):
            pass


async def test_no_secret_is_shown(store: Any, caplog: pytest.LogCaptureFixture) -> None:
    """No token in a repr, nor in the log at its most talkative."""
    caplog.set_level(logging.DEBUG)
    await saved(store)
    await store.load("k")
    shown = repr(store) + caplog.text
    assert not any(secret in shown for secret in ("ACCESS", "REFRESH", "CSRF"))


async def test_what_is_in_memory_or_a_connection_is_not_copied(store: Any) -> None:
    """A store pickles and copies only where it is but a path."""
    if "File" in repr(store):
        assert (
            repr(pickle.loads(pickle.dumps(bare(store)))) == repr(copy.deepcopy(bare(store))) == repr(store)
        )
    else:
        for attempt in (pickle.dumps, copy.copy, copy.deepcopy):
            with pytest.raises(TypeError, match="cannot be pickled"):
                attempt(bare(store))


@pytest.mark.parametrize("anyio_backend", ["trio"])
@pytest.mark.parametrize("kind", ["memory", "file"])
async def test_trio_too(kind: str, tmp_path: Path, anyio_backend: str) -> None:
    """The stores that need no Redis work on trio as they do on asyncio."""
    store = memory_store("async") if kind == "memory" else file_store("async", tmp_path / "t.json")
    await test_a_late_writer_is_refused(store)
    await test_one_at_a_time(store)
    await test_cancelled_tasks_hold_nothing(store)


async def test_an_expired_value_is_said_once(flavour: str, caplog: pytest.LogCaptureFixture) -> None:
    """One warning for tokens that were found expired, however often they are asked for."""
    store = memory_store(flavour)
    await saved(store, ttl=0.01)
    await anyio.sleep(0.02)
    for _ in range(3):
        assert await store.load("k") is None
    (record,) = caplog.records
    assert (record.levelname, record.name) == ("WARNING", "dify_ext")
    assert "MemoryTokenStore" in record.getMessage()
    assert "expired" in record.getMessage()
