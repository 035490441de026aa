# Made from dify_ext/_async/stores/_waiting.py by scripts/regenerate: change that one.
"""Waiting for a lock: by looking again and again, which serves threads, tasks, event loops and processes alike."""

from __future__ import annotations

import time
from collections.abc import Callable

from dify_ext._console.token_table import pauses
from dify_ext._sync import _io
from dify_ext.errors import TokenStoreError


def wait_for(
    attempt: Callable[[], int | None], lease: float, shortest: float, longest: float, store: object
) -> int:
    """The fence of the first attempt that gets the lock; a TokenStoreError where none does for twice the lease."""
    patience = time.monotonic() + 2 * lease
    pause = pauses(shortest, longest)
    while (fence := attempt()) is None:
        left = patience - time.monotonic()
        if left <= 0:
            raise TokenStoreError(f"{store!r}: others held the lock for {2 * lease:g} s")
        _io.sleep(min(next(pause), left))
    return fence
