"""Threads that share a list of items: the worker pool of the synchronous flavour."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any, TypeVar

T = TypeVar("T")

_END: Any = object()


class Stopped(BaseException):
    """Another worker failed, or the user pressed Ctrl-C: the work at hand ends."""


class WorkerPool:
    """``size`` threads; each takes the next item when it is done with one."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._stopped = threading.Event()

    def each(self, items: Iterable[T], work: Callable[[T], object]) -> None:
        """Do the work for each item, and come back when all is done.

        The first error of a worker, or Ctrl-C, is raised as it is. The others end after their
        present request or wait.
        """
        left = iter(items)
        taking = threading.Lock()
        failures: list[BaseException] = []

        def worker() -> None:
            try:
                while not self._stopped.is_set():
                    with taking:
                        item = next(left, _END)
                    if item is _END:
                        return
                    work(item)
            except Stopped:
                pass
            except BaseException as error:
                failures.append(error)
                self._stopped.set()

        with ThreadPoolExecutor(self._size, "dify-worker") as threads:
            try:
                # The threads have the caller's context variables.
                running = [threads.submit(contextvars.copy_context().run, worker) for _ in range(self._size)]
                # without a limit, Windows does not notice Ctrl-C
                while wait(running, 0.5).not_done:
                    pass
            except BaseException:
                self._stopped.set()
                raise
        if failures:
            raise failures[0]

    def sleep(self, seconds: float) -> None:
        """Wait, as a worker; it ends at once if the work is to end."""
        if self._stopped.wait(seconds):
            raise Stopped
