"""Threads that share one iterator: what the synchronous flavour has where the other has tasks."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any, TypeVar

T = TypeVar("T")

_END: Any = object()


class Stopped(BaseException):
    """Another worker failed, or somebody pressed Ctrl-C: the work at hand is left."""


class WorkerPool:
    """``size`` threads; each takes the next item when it is done with one."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._stopped = threading.Event()

    def each(self, items: Iterator[T], work: Callable[[T], object]) -> None:
        """Do the work for each item, and come back when all is done. The items are taken one at a time.

        What one worker raises ends the others as soon as they have an answer to the request they are at, or wait, and
        comes out as it is; so does Ctrl-C. The first wins.
        """
        taking = threading.Lock()
        failures: list[BaseException] = []

        def worker() -> None:
            try:
                while not self._stopped.is_set():
                    with taking:
                        item = next(items, _END)
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
                # What the caller set in context variables holds in the threads, too.
                running = [threads.submit(contextvars.copy_context().run, worker) for _ in range(self._size)]
                while wait(running, 0.5).not_done:  # without a limit, Windows would not hear of Ctrl-C
                    pass
            except BaseException:
                self._stopped.set()
                raise
        if failures:
            raise failures[0]

    def sleep(self, seconds: float) -> None:
        """Wait, as a worker; it ends at once where the work is to be left."""
        if self._stopped.wait(seconds):
            raise Stopped
