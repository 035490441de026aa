"""The few things that differ between the flavours: sleeping, blocking calls, and finishing while cancelled."""

from __future__ import annotations

import contextlib
import inspect  # sync:
from collections.abc import Awaitable, Callable, Generator
from functools import partial
from typing import Any, Generic, ParamSpec, TypeVar

import anyio  # sync: import time
import anyio.to_thread  # sync:

P = ParamSpec("P")
T = TypeVar("T")

AWAITS: bool = True  # sync: AWAITS: bool = False
"""Whether this flavour can await what it is given."""


async def sleep(seconds: float) -> None:
    """Wait; other work goes on meanwhile."""
    await anyio.sleep(seconds)  # sync: time.sleep(seconds)


# async only
_QUICK = 16


class uninterrupted(Generic[T]):
    """Await something, but give way to the event loop only when there is something to wait for.

    httpcore and anyio give way once in many steps, as a courtesy. A task that is cancelled at such a step of closing
    loses the connection for good: the shield that anyio puts around it holds back its own cancellations, not
    ``task.cancel()`` (encode/httpcore#1093, encode/httpx#1461). Without these steps there is no such moment.
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
    """What a user's function gave: it may be one that waits."""
    return await value if inspect.isawaitable(value) else value  # sync: return value


async def blocking(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run what waits for a disk."""
    call = partial(function, *args, **kwargs)
    return await anyio.to_thread.run_sync(call)  # sync: return call()


def at_most(seconds: float | None) -> contextlib.AbstractContextManager[object]:
    """A block that is given up after so many seconds, if it waits; a blocking one goes on to its end."""
    return anyio.move_on_after(seconds)  # sync: return contextlib.nullcontext()


def finishing(seconds: float) -> contextlib.AbstractContextManager[object]:
    """A block that a cancelled task still gets done, within ``seconds``."""
    return anyio.move_on_after(seconds, shield=True)  # sync: return contextlib.nullcontext()
