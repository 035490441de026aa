"""Tokens in the memory of this process: the default store."""

from __future__ import annotations

from typing import Any

import attrs

from dify_ext._async.stores._base import AsyncBaseTokenStore
from dify_ext._console.token_table import SharedTable
from dify_ext.tokens import Tokens


@attrs.define
class _Holder:
    fence: int | None = None


class AsyncMemoryTokenStore(AsyncBaseTokenStore):
    """Keeps tokens in the memory of this process, for all clients that are given this store."""

    _pauses = (0.002, 0.05)

    def __init__(self) -> None:
        super().__init__("")
        self._table = SharedTable()

    @classmethod
    def _of(cls, table: SharedTable) -> AsyncMemoryTokenStore:
        """A store on a table that others use, too."""
        store = cls()
        store._table = table
        return store

    async def _load(self, key: str) -> Tokens | None:
        return self._table.load(key)

    async def _save(self, key: str, tokens: Tokens, ttl: float, fence: int) -> bool:
        return self._table.save(key, tokens, ttl, fence)

    async def _delete(self, key: str) -> None:
        self._table.delete(key)

    def _holder(self) -> _Holder:
        return _Holder()

    async def _attempt(self, key: str, holder: _Holder, lease: float) -> int | None:
        holder.fence = self._table.lock(key, lease)
        return holder.fence

    async def _leave(self, key: str, holder: _Holder) -> None:
        self._table.unlock(key, holder.fence)

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError(
            "tokens in memory are not pickled: give processes a FileTokenStore or a RedisTokenStore"
        )
