# Made from dify_ext/_async/local.py by scripts/regenerate: change that one.
"""Values that belong to one process and, in the asynchronous flavour, to one event loop."""

from __future__ import annotations

import threading
from collections.abc import Callable, MutableMapping
from typing import Any, Generic, TypeVar

from dify_ext._core.forks import abandon, renew_after_fork

T = TypeVar("T")


def current_loop() -> Any:
    """The event loop that runs here: asyncio's, or trio's token of it; None in the synchronous flavour."""
    return None


class Local(Generic[T]):
    """A value for each process and event loop: made when first asked for, dropped with its loop."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        values: MutableMapping[Any, T] = {}
        self._values = values
        self._lock = threading.Lock()
        renew_after_fork(self)

    def get(self) -> T:
        """The value of this process and loop."""
        loop = current_loop()
        value = self._values.get(loop)
        if value is None:
            with self._lock:
                value = self._values.get(loop)
                if value is None:
                    value = self._values[loop] = self._make()
        return value

    def take_all(self) -> list[tuple[Any, T]]:
        """All values of this process, each with its loop; from now on there are none."""
        with self._lock:
            values = list(self._values.items())
            self._values.clear()
        return values

    def after_fork(self) -> None:
        """The child begins without values; those of the parent are not touched."""
        abandon(self._values)
        self._values = type(self._values)()
        self._lock = threading.Lock()
