"""Tokens in this process: the store where there is no other."""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from dify_ext._async.stores._waiting import wait_for
from dify_ext._console.token_table import Complaints, TokenTable, Unusable
from dify_ext.tokens import Tokens


class AsyncMemoryTokenStore:
    """Keeps tokens in the memory of this process: shared by all that use this store, gone with the process."""

    def __init__(self) -> None:
        self._table = TokenTable()
        self._complaints = Complaints(repr(self))
        self._holders: dict[str, tuple[object, float]] = {}
        # Held for moments, and never while something is awaited: it serves threads, tasks and event loops alike.
        self._guard = threading.Lock()

    async def load(self, key: str) -> Tokens | None:
        """The tokens under the key; None where there are none, or no more."""
        try:
            with self._guard:
                return self._table.load(key, time.time())
        except Unusable as reason:
            self._complaints.say(key, reason)
            return None

    async def save(self, key: str, tokens: Tokens, ttl: float, fence: int) -> bool:
        """Keep tokens for ``ttl`` seconds; False, and nothing changed, where a later fence has written already."""
        with self._guard:
            return self._table.save(key, tokens, ttl, fence, time.time())

    async def delete(self, key: str) -> None:
        """Forget the tokens under the key."""
        with self._guard:
            self._table.delete(key, time.time())

    @asynccontextmanager
    async def lock(self, key: str, lease: float) -> AsyncIterator[int]:
        """Hold the key alone, for at most ``lease`` seconds; gives the fence.

        Raises TokenStoreError where others held it for twice as long.
        """
        holder = object()

        async def attempt() -> int | None:
            return self._take(key, holder, lease)

        fence = await wait_for(attempt, lease, 0.002, 0.05, self)
        try:
            yield fence
        finally:
            with self._guard:
                if self._holders.get(key, (None,))[0] is holder:
                    del self._holders[key]

    def _take(self, key: str, holder: object, lease: float) -> int | None:
        with self._guard:
            now = time.monotonic()
            if key in self._holders and self._holders[key][1] > now:
                return None
            self._holders[key] = (holder, now + lease)
            return self._table.next_fence(key, time.time())

    async def aclose(self) -> None:
        """Nothing is open."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError(
            "tokens in memory are not pickled: give processes a FileTokenStore or a RedisTokenStore"
        )
