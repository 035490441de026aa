# Made from dify_ext/_async/_io.py by scripts/regenerate: change that one.
"""The few things that differ between the flavours: sleeping, blocking calls, and finishing while cancelled."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from functools import partial
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

AWAITS: bool = False
"""Whether this flavour can what it is given."""


def sleep(seconds: float) -> None:
    """Wait; other work goes on meanwhile."""
    time.sleep(seconds)


def uninterrupted(value: T) -> T:
    """The value: nothing here gives way to anybody."""
    return value


def settled(value: Any) -> Any:
    """What a user's function gave: it may be one that waits."""
    return value


def blocking(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run what waits for a disk."""
    call = partial(function, *args, **kwargs)
    return call()


def at_most(seconds: float | None) -> contextlib.AbstractContextManager[object]:
    """A block that is given up after so many seconds, if it waits; a blocking one goes on to its end."""
    return contextlib.nullcontext()


def finishing(seconds: float) -> contextlib.AbstractContextManager[object]:
    """A block that a cancelled task still gets done, within ``seconds``."""
    return contextlib.nullcontext()
