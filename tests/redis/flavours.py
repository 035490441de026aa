"""Every test of a store is one test for both flavours: a synchronous store is driven from threads."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from unittest import mock

from anyio.to_thread import run_sync

from dify_ext._async import stores as of_async
from dify_ext._console.sign_in import Account
from dify_ext._redaction import Secret
from dify_ext._sync import stores as of_sync
from dify_ext.tokens import Tokens

FLAVOURS = ("async", "sync")


class InThreads:
    """An asynchronous face on a synchronous store, each of its calls in a thread."""

    def __init__(self, store: Any) -> None:
        self.store = store

    async def load(self, key: str) -> Tokens | None:
        found: Tokens | None = await run_sync(self.store.load, key)
        return found

    async def save(self, key: str, tokens: Tokens, ttl: float, fence: int) -> bool:
        saved: bool = await run_sync(self.store.save, key, tokens, ttl, fence)
        return saved

    async def delete(self, key: str) -> None:
        await run_sync(self.store.delete, key)

    @asynccontextmanager
    async def lock(self, key: str, lease: float) -> AsyncIterator[int]:
        held = self.store.lock(key, lease)
        fence = await run_sync(held.__enter__)
        try:
            yield fence
        finally:
            await run_sync(held.__exit__, None, None, None)

    async def ping(self) -> None:
        await run_sync(self.store.ping)

    async def aclose(self) -> None:
        await run_sync(self.store.close)

    def __repr__(self) -> str:
        return repr(self.store)


def memory_store(flavour: str) -> Any:
    """A memory store of a flavour, to be awaited."""
    return of_async.AsyncMemoryTokenStore() if flavour == "async" else InThreads(of_sync.MemoryTokenStore())


def file_store(flavour: str, path: Any = None) -> Any:
    """A file store of a flavour, to be awaited."""
    return (
        of_async.AsyncFileTokenStore(path) if flavour == "async" else InThreads(of_sync.FileTokenStore(path))
    )


def redis_store(flavour: str, client_or_url: Any, **options: Any) -> Any:
    """A Redis store of a flavour, to be awaited."""
    if flavour == "async":
        return of_async.AsyncRedisTokenStore(client_or_url, **options)
    return InThreads(of_sync.RedisTokenStore(client_or_url, **options))


async def default_store(flavour: str, environ: dict[str, str], email: str = "me@example.com") -> Any:
    """The default store of a flavour for an account, to be awaited."""
    account = Account("http://console.example.com", email, Secret("pass"))
    with mock.patch.dict(os.environ, environ):
        store = of_async.AsyncDefaultStore() if flavour == "async" else of_sync.DefaultStore()
    if isinstance(store, of_async.AsyncDefaultStore):
        return await store.choose(account)
    return InThreads(await run_sync(store.choose, account))


def bare(store: Any) -> Any:
    """The store itself."""
    return getattr(store, "store", store)


def tokens(name: str = "one") -> Tokens:
    """Tokens that can be told apart, and found where they must not be."""
    return Tokens(f"ACCESS-{name}", f"REFRESH-{name}", 2e9, 2e9, "cookie", f"CSRF-{name}", "__Host-")
