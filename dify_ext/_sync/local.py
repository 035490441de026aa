# Made from dify_ext/_async/local.py by scripts/regenerate: change that one.
"""Values that belong to one process and, in the asynchronous flavour, to one event loop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from dify_ext._core.forks import abandon, renew_after_fork

T = TypeVar("T")


def current_loop() -> Any:
    """The running event loop, asyncio's or a token of trio's; None in the synchronous flavour."""
    return None


def is_closed(loop: Any) -> bool:
    """Whether an event loop will never run again, as far as it says so."""
    return bool(getattr(loop, "is_closed", lambda: False)())


class Local(Generic[T]):
    """A value for each process and event loop, made when first asked for.

    Connections refer to their loop, so the value of a closed loop is dropped when the next is made.
    """

    def __init__(self, make: Callable[[], T], drop: Callable[[T], object] = lambda value: None) -> None:
        self._make = make
        self._drop = drop
        self._values: dict[Any, T] = {}
        self._lock = threading.Lock()
        renew_after_fork(self)

    def get(self) -> T:
        """The value of this process and loop."""
        loop = current_loop()
        value = self._values.get(loop)
        return self._made(loop) if value is None else value

    def _made(self, loop: Any) -> T:
        with self._lock:
            value = self._values.get(loop)
            if value is None:
                left = [self._values.pop(other) for other in list(self._values) if is_closed(other)]
                value = self._values[loop] = self._make()
                for old in left:
                    self._drop(old)
        return value

    def take_all(self) -> list[tuple[Any, T]]:
        """All values of this process, each with its loop; from now on there are none."""
        with self._lock:
            values, self._values = self._values, {}
        return list(values.items())

    def after_fork(self) -> None:
        """The child begins without values; those of the parent are not touched."""
        abandon(self._values)
        self._values, self._lock = {}, threading.Lock()
