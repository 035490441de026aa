"""The few things that differ between the flavours: sleeping, blocking calls, and finishing while cancelled."""

from __future__ import annotations

import contextlib
import inspect  # sync:
from collections.abc import Callable
from functools import partial
from typing import Any, ParamSpec, TypeVar

import anyio  # sync: import time
import anyio.to_thread  # sync:

P = ParamSpec("P")
T = TypeVar("T")

AWAITS: bool = True  # sync: AWAITS: bool = False
"""Whether this flavour can await what it is given."""


async def sleep(seconds: float) -> None:
    """Wait; other work goes on meanwhile."""
    await anyio.sleep(seconds)  # sync: time.sleep(seconds)


async def settled(value: Any) -> Any:
    """What a user's function gave: it may be one that waits."""
    return await value if inspect.isawaitable(value) else value  # sync: return value


async def blocking(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run what waits for a disk."""
    call = partial(function, *args, **kwargs)
    return await anyio.to_thread.run_sync(call)  # sync: return call()


def finishing(seconds: float) -> contextlib.AbstractContextManager[object]:
    """A block that a cancelled task still gets done, within ``seconds``."""
    return anyio.move_on_after(seconds, shield=True)  # sync: return contextlib.nullcontext()
