"""What the token stores of this package have in common: their methods, waiting for a lock, warnings, a repr."""

from __future__ import annotations

import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, ClassVar

from dify_ext._async import _io
from dify_ext._console.token_table import Unusable
from dify_ext._core.log import logger
from dify_ext.errors import TokenStoreError
from dify_ext.tokens import Tokens


class AsyncBaseTokenStore:
    """The methods of a token store, over a few of each kind of store.

    A lock is waited for by attempts with random pauses: that works for threads, tasks, event loops and
    processes alike, and waiters do not attempt all at the same time.
    """

    _pauses: ClassVar = (0.01, 0.1)
    _shown = "not made"  # of an object whose constructor failed

    def __init__(self, shown: str) -> None:
        self._shown = shown
        self._complained: set[str] = set()

    async def load(self, key: str) -> Tokens | None:
        """Give the tokens under a key.

        Args:
            key: The name of the tokens.

        Returns:
            The tokens; None if there are none, or a value that cannot be used: the log says so once.

        Raises:
            TokenStoreError: The store does not work at the moment.
        """
        try:
            return await self._load(key)
        except Unusable as reason:
            if key not in self._complained:  # the key is not shown: it may name an account
                self._complained.add(key)
                logger.warning("%r: stored tokens cannot be used (%s): taken as absent", self, reason)
            return None

    async def save(self, key: str, tokens: Tokens, ttl: float, fence: int) -> bool:
        """Keep tokens.

        Args:
            key: The name of the tokens.
            tokens: The tokens.
            ttl: For how many seconds they are kept.
            fence: The fence of the lock under which they were made.

        Returns:
            False if a later fence has saved already: nothing is changed then.

        Raises:
            TokenStoreError: The store does not work at the moment.
        """
        return await self._save(key, tokens, ttl, fence)

    async def delete(self, key: str) -> None:
        """Forget the tokens under a key.

        Args:
            key: The name of the tokens.

        Raises:
            TokenStoreError: The store does not work at the moment.
        """
        await self._delete(key)

    @asynccontextmanager
    async def lock(self, key: str, lease: float) -> AsyncIterator[int]:
        """Hold a key alone. In a file a process that dies holds it no more, elsewhere until its lease ends.

        Args:
            key: The name of the tokens.
            lease: After how many seconds the lock ends by itself.

        Returns:
            A context manager that gives the fence, a number that only grows.

        Raises:
            TokenStoreError: Others held the lock for twice the lease, or the store does not work.
        """
        holder = self._holder()
        try:
            yield await self._wait(key, holder, lease)
        finally:
            with _io.finishing(2.0):
                await self._leave(key, holder)

    async def _wait(self, key: str, holder: Any, lease: float) -> int:
        until = time.monotonic() + 2 * lease
        shortest, longest = self._pauses
        widest = shortest
        while (fence := await self._attempt(key, holder, lease)) is None:
            left = until - time.monotonic()
            if left <= 0:
                raise TokenStoreError(f"{self!r}: others held the lock for {2 * lease:g} s")
            widest = min(2 * widest, longest)
            await _io.sleep(min(random.uniform(shortest, widest), left))  # noqa: S311 - no secret
        return fence

    async def _load(self, key: str) -> Tokens | None:
        raise NotImplementedError

    async def _save(self, key: str, tokens: Tokens, ttl: float, fence: int) -> bool:
        raise NotImplementedError

    async def _delete(self, key: str) -> None:
        raise NotImplementedError

    def _holder(self) -> Any:
        """Who waits for a lock, or holds it."""
        raise NotImplementedError

    async def _attempt(self, key: str, holder: Any, lease: float) -> int | None:
        """Lock the key; gives the fence, or None if another holds it."""
        raise NotImplementedError

    async def _leave(self, key: str, holder: Any) -> None:
        """Unlock the key if the holder has locked it, and never lock it again."""
        raise NotImplementedError

    async def aclose(self) -> None:
        """Close the store. None of this package keeps anything open, so nothing needs to be closed."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._shown})"
