"""Asynchronous code with everything that needs a sign for its twin."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx


class AsyncWalk:
    """A walk; awaited, it is over."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client

    async def __aenter__(self) -> AsyncWalk:
        return self

    async def __aexit__(self, *args: object) -> None:
        await self._client.aclose()

    async def steps(self) -> AsyncIterator[bytes]:
        async with self._client.stream("GET", "/") as response:
            async for step in response.aiter_bytes():
                yield step

    # async only
    def __await__(self) -> object:
        return self.steps().__anext__().__await__()

    # end async only

    def pace(self) -> str:
        return "async"  # sync: return "sync"
