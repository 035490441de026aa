"""Waiting for a lock: by looking again and again, which serves threads, tasks, event loops and processes alike."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable

from dify_ext._async import _io
from dify_ext._console.token_table import pauses
from dify_ext.errors import TokenStoreError


async def wait_for(
    attempt: Callable[[], Awaitable[int | None]], lease: float, shortest: float, longest: float, store: object
) -> int:
    """The fence of the first attempt that gets the lock; a TokenStoreError where none does for twice the lease."""
    patience = time.monotonic() + 2 * lease
    pause = pauses(shortest, longest)
    while (fence := await attempt()) is None:
        left = patience - time.monotonic()
        if left <= 0:
            raise TokenStoreError(f"{store!r}: others held the lock for {2 * lease:g} s")
        await _io.sleep(min(next(pause), left))
    return fence
