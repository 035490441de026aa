# Made from dify_ext/_async/_io.py by scripts/regenerate: change that one.
"""The differences of the flavours: sleeping, blocking calls, finishing while cancelled."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

AWAITS: bool = False
"""Whether this flavour can what it is given."""


def sleep(seconds: float) -> None:
    """Wait, without blocking other tasks."""
    time.sleep(seconds)


def uninterrupted(value: T) -> T:
    """The value: nothing here gives way to anybody."""
    return value


def settled(value: Any) -> Any:
    """The result of a user's function, which may be a coroutine function."""
    return value


def blocking(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run what waits for a disk."""
    call = partial(function, *args, **kwargs)
    return call()


def opening(open_it: Callable[..., T], discard: Callable[[Any], object], *args: Any) -> T:
    """Run what opens a file. If the task is cancelled meanwhile, the open file is discarded."""
    return open_it(*args)


def acquired(lock: threading.Lock, seconds: float | None) -> bool:
    """Whether a lock could be taken within ``seconds``; None waits for ever."""
    return lock.acquire(timeout=-1 if seconds is None else seconds)


def at_most(seconds: float | None) -> contextlib.AbstractContextManager[object]:
    """A block that is cancelled after so many seconds if it waits; a blocking one is not."""
    return contextlib.nullcontext()


def finishing(seconds: float) -> contextlib.AbstractContextManager[object]:
    """A block that a cancelled task still gets done, within ``seconds``."""
    return contextlib.nullcontext()
