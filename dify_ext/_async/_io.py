"""The differences of the flavours: sleeping, blocking calls, finishing while cancelled."""

from __future__ import annotations

import contextlib
import inspect  # sync:
import threading  # sync:
from collections.abc import Awaitable, Callable, Generator
from functools import partial
from typing import Any, Generic, ParamSpec, TypeVar

import anyio  # sync: import threading
import anyio.to_thread  # sync: import time

P = ParamSpec("P")
T = TypeVar("T")

AWAITS: bool = True  # sync: AWAITS: bool = False
"""Whether this flavour can await what it is given."""


async def sleep(seconds: float) -> None:
    """Wait, without blocking other tasks."""
    await anyio.sleep(seconds)  # sync: time.sleep(seconds)


# async only
_QUICK = 16


class uninterrupted(Generic[T]):
    """Await something, but yield to the event loop only to wait for something.

    httpcore and anyio also yield at checkpoints. A task that is cancelled at a checkpoint while it
    closes a connection loses it: the shield of anyio holds back its own cancellations, but not
    ``task.cancel()`` (encode/httpcore#1093, encode/httpx#1461). Without checkpoints there is no
    such moment.
    """

    def __init__(self, awaitable: Awaitable[T]) -> None:
        self._steps: Any = awaitable.__await__()

    def __await__(self) -> Generator[Any, Any, T]:
        step, argument, quick = self._steps.send, None, 0
        while True:
            try:
                waits_for = step(argument)
            except StopIteration as done:
                result: T = done.value
                return result
            step, argument = self._steps.send, None
            # More of them in a row come only from a task that waits to be cancelled.
            if waits_for is None and quick < _QUICK:
                quick += 1
                continue
            quick = 0
            try:
                argument = yield waits_for
            except BaseException as error:
                step, argument = self._steps.throw, error


# end async only
# sync: def uninterrupted(value: T) -> T:
# sync:     """The value: nothing here gives way to anybody."""
# sync:     return value


async def settled(value: Any) -> Any:
    """The result of a user's function, which may be a coroutine function."""
    return await value if inspect.isawaitable(value) else value  # sync: return value


async def blocking(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run what waits for a disk."""
    call = partial(function, *args, **kwargs)
    return await anyio.to_thread.run_sync(call)  # sync: return call()


async def opening(open_it: Callable[..., T], discard: Callable[[Any], object], *args: Any) -> T:
    """Run what opens a file. If the task is cancelled meanwhile, the open file is discarded."""
    # sync: return open_it(*args)
    # async only
    guard, is_wanted = threading.Lock(), True
    opened: list[T] = []

    def work() -> None:
        file = open_it(*args)
        with guard:
            if is_wanted:
                return opened.append(file)
        discard(file)

    try:
        await blocking(work)
    except BaseException:
        with guard:
            is_wanted = False
        for file in opened:
            discard(file)
        raise
    return opened[0]
    # end async only


# sync: def acquired(lock: threading.Lock, seconds: float | None) -> bool:
# sync:     """Whether a lock could be taken within ``seconds``; None waits for ever."""
# sync:     return lock.acquire(timeout=-1 if seconds is None else seconds)
# async only
async def acquired(lock: anyio.Lock, seconds: float | None) -> bool:
    """Whether a lock could be taken within ``seconds``; None waits for ever."""
    with anyio.move_on_after(seconds):
        await lock.acquire()
        return True
    return False


# end async only
def at_most(seconds: float | None) -> contextlib.AbstractContextManager[object]:
    """A block that is cancelled after so many seconds if it waits; a blocking one is not."""
    return anyio.move_on_after(seconds)  # sync: return contextlib.nullcontext()


def finishing(seconds: float) -> contextlib.AbstractContextManager[object]:
    """A block that a cancelled task still gets done, within ``seconds``."""
    return anyio.move_on_after(seconds, shield=True)  # sync: return contextlib.nullcontext()
