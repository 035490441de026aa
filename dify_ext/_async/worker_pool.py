"""Workers that share one iterator."""

from __future__ import annotations

# async only
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, TypeVar

import anyio

from dify_ext._async import _io

# end async only
# sync: from dify_ext._core.worker_threads import WorkerPool as WorkerPool

# async only
T = TypeVar("T")

_END: Any = object()


class WorkerPool:
    """``size`` tasks; each takes the next item when it is done with one."""

    def __init__(self, size: int) -> None:
        self._size = size

    async def each(self, items: Iterator[T], work: Callable[[T], Awaitable[object]]) -> None:
        """Do the work for each item, and come back when all is done. The items are taken one at a time, in a thread.

        What one worker raises cancels the others, and comes out as it is, in no group. The first wins.
        """
        taking = anyio.Lock()
        failures: list[BaseException] = []

        async def worker() -> None:
            try:
                while True:
                    async with taking:
                        item = await _io.blocking(next, items, _END)
                    if item is _END:
                        return
                    await work(item)
            except anyio.get_cancelled_exc_class():
                raise
            except BaseException as error:
                failures.append(error)
                group.cancel_scope.cancel()

        async with anyio.create_task_group() as group:
            for _ in range(self._size):
                group.start_soon(worker)
        if failures:
            raise failures[0]

    async def sleep(self, seconds: float) -> None:
        """Wait, as a worker."""
        await _io.sleep(seconds)


# end async only
