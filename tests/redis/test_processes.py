"""Real processes share a store: one holds at a time, the dead hold nothing, nobody's writing is lost."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.redis.flavours import FLAVOURS, file_store, redis_store, tokens
from tests.redis.processes import KEY

Start = Callable[..., Any]


@pytest.fixture(params=["redis", "file"])
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[str, str]:
    """A kind of store, and where it is."""
    if request.param == "redis":
        return "redis", request.getfixturevalue("redis_url")
    return "file", str(tmp_path / "tokens.json")


def opened(shared: tuple[str, str], flavour: str) -> Any:
    return redis_store(flavour, shared[1]) if shared[0] == "redis" else file_store(flavour, shared[1])


def test_four_processes_take_turns(start_process: Start, shared: tuple[str, str], tmp_path: Path) -> None:
    """Processes that fight for one lock never overlap, and each fence is larger than the one before."""
    fighters = start_process("fight", *shared, tmp_path, 6)
    said, _ = fighters.communicate(timeout=100)
    assert fighters.returncode == 0, said
    journal = [line.split() for line in (tmp_path / "fences").read_text().splitlines()]
    fences = [int(fence) for fence, _ in journal]
    assert len(fences) == 4 * 6
    assert fences == sorted(set(fences))
    assert len({number for _, number in journal}) == 4


async def test_nobodys_keys_are_lost(start_process: Start, shared: tuple[str, str]) -> None:
    """Processes that write keys of their own at the same time all find them there."""
    writers = start_process("write", *shared, 6)
    said, _ = writers.communicate(timeout=100)
    assert writers.returncode == 0, said
    for flavour in FLAVOURS:
        store = opened(shared, flavour)
        for key in [f"{number}-{each}" for number in range(4) for each in range(6)]:
            found = await store.load(key)
            assert found is not None, key
            assert found.access_token == key
        await store.aclose()


async def test_a_killed_holder(start_process: Start, shared: tuple[str, str], flavour: str) -> None:
    """After SIGKILL the next one gets the lock: in Redis when the lease ends, in a file at once."""
    kind, lease = shared[0], 2.0 if shared[0] == "redis" else 60.0
    store = opened(shared, flavour)
    holder = start_process("hold", *shared, lease)
    early = int(holder.stdout.readline())
    held_at = time.monotonic()
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    async with store.lock(KEY, 5.0) as late:
        waited = time.monotonic() - held_at
        assert late > early
        assert await store.save(KEY, tokens("late"), 60, late) is True
        assert await store.save(KEY, tokens("early"), 60, early) is False
        assert await store.load(KEY) == tokens("late")
    assert 0.2 < waited < 30 if kind == "redis" else waited < 30
    await store.aclose()


async def test_a_stopped_holder(start_process: Start, tmp_path: Path, flavour: str) -> None:
    """A holder that lives and does nothing loses the lock with its lease, in a file too."""
    shared = ("file", str(tmp_path / "tokens.json"))
    store = opened(shared, flavour)
    holder = start_process("hold", *shared, 0.6)
    early = int(holder.stdout.readline())
    os.kill(holder.pid, signal.SIGSTOP)
    began = time.monotonic()
    async with store.lock(KEY, 5.0) as late:
        assert time.monotonic() - began < 30
        assert late > early
