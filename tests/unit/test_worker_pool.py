"""Threads that share an iterator:
all of it, no more at once than asked for, and an end that is soon and plain.
"""

from __future__ import annotations

import contextvars
import threading
import time
from collections.abc import Iterator

import pytest

from dify_ext._core.worker_threads import Stopped, WorkerPool


def test_each_item_is_worked_on_once_by_so_many_at_a_time() -> None:
    """As many as asked for are at work, never more, and the items are taken as they are needed."""
    guard = threading.Lock()
    at_work = most = taken = 0
    done: list[int] = []

    def items() -> Iterator[int]:
        nonlocal taken
        while taken < 40:
            taken += 1
            yield taken

    def work(item: int) -> None:
        nonlocal at_work, most
        with guard:
            at_work += 1
            most = max(most, at_work)
            assert taken - len(done) <= 5
        time.sleep(0.002)
        with guard:
            at_work -= 1
            done.append(item)

    WorkerPool(4).each(items(), work)
    assert sorted(done) == list(range(1, 41))
    assert most == 4


def test_nothing_to_do_is_done() -> None:
    """An iterator without items."""
    worked: list[int] = []
    WorkerPool(3).each(iter(()), worked.append)
    assert worked == []


def test_what_fails_comes_out_as_it_is_and_the_others_end() -> None:
    """Those that wait are woken; nothing more is begun."""
    begun: list[int] = []
    pool = WorkerPool(3)

    def work(item: int) -> None:
        begun.append(item)
        if item == 2:
            raise LookupError("here")
        pool.sleep(60)

    started = time.monotonic()
    with pytest.raises(LookupError, match="here"):
        pool.each(iter(range(100)), work)
    assert time.monotonic() - started < 30
    assert len(begun) <= 4


def test_an_iterator_that_fails_comes_out_as_it_is() -> None:
    """Once, whoever took from it."""

    def items() -> Iterator[int]:
        yield 1
        raise LookupError("the items")

    with pytest.raises(LookupError, match="the items"):
        WorkerPool(3).each(items(), lambda item: None)


def test_ctrl_c_ends_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """The main thread hears of it; workers that wait are left, and come to an end before it goes on."""
    left: list[str] = []
    waiting = threading.Barrier(3)
    pool = WorkerPool(2)

    def work(item: int) -> None:
        try:
            waiting.wait()
            pool.sleep(60)
        except Stopped:
            left.append(threading.current_thread().name)
            raise

    def interrupted(*args: object) -> None:
        waiting.wait()
        raise KeyboardInterrupt

    monkeypatch.setattr("dify_ext._core.worker_threads.wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        pool.each(iter(range(10)), work)
    assert len(left) == 2
    assert all(name.startswith("dify-worker") for name in left)


def test_a_short_wait_is_a_wait() -> None:
    """Where nothing happens, it lasts, and the work goes on."""
    pool = WorkerPool(1)
    started = time.monotonic()
    pool.each(iter([1]), lambda item: pool.sleep(0.02))
    assert time.monotonic() - started >= 0.02


def test_long_work_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """However often the main thread looks whether it is done."""
    wait = __import__("concurrent.futures").futures.wait
    looks: list[int] = []

    def look(running: list[object], _: float) -> object:
        looks.append(1)
        return wait(running, 0.001)

    monkeypatch.setattr("dify_ext._core.worker_threads.wait", look)
    done: list[int] = []

    def work(item: int) -> None:
        until = time.monotonic() + 10
        while len(looks) < 2 and time.monotonic() < until:
            time.sleep(0.001)
        done.append(item)

    WorkerPool(1).each(iter([1, 2]), work)
    assert done == [1, 2]
    assert len(looks) > 1


def test_context_variables_hold_in_the_workers() -> None:
    """What the caller has set: a trace, a user."""
    user: contextvars.ContextVar[str] = contextvars.ContextVar("user")
    user.set("alice")
    seen: list[str] = []
    WorkerPool(2).each(iter(range(4)), lambda item: seen.append(user.get()))
    assert seen == ["alice"] * 4
