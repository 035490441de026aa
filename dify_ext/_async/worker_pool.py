"""Workers that share a list of items."""

from __future__ import annotations

# async only
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

import anyio

from dify_ext._async import _io

# end async only
# sync: from dify_ext._core.worker_threads import WorkerPool as WorkerPool

# async only
T = TypeVar("T")


class WorkerPool:
    """``size`` tasks; each takes the next item when it is done with one."""

    def __init__(self, size: int) -> None:
        self._size = size

    async def each(self, items: Iterable[T], work: Callable[[T], Awaitable[object]]) -> None:
        """Do the work for each item, and come back when all is done.

        The first error of a worker cancels the others, and is raised as it is, in no group.

        Args:
            items: The items; a free worker takes the next.
            work: Called with each item.
        """
        left = iter(items)
        failures: list[BaseException] = []

        async def worker() -> None:
            try:
                for item in left:
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
        """Wait, as a worker.

        Args:
            seconds: How long.
        """
        await _io.sleep(seconds)


# end async only
