"""dify-ext: everything typed, checked and added up to an answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.peers.question import KEY, TIMEOUT
from dify_ext import AiohttpClient, AsyncDify, Dify
from dify_ext.events import MessageEvent


class Sync:
    """``Dify``."""

    name, is_async = "dify-ext", False

    def __init__(self, url: str) -> None:
        self.client = Dify(KEY, user="u", base_url=url, timeout=TIMEOUT)
        self._page: Any = None

    def stream(self, name: str, seen: Callable[[str], None] | None = None) -> int:
        """Read a stream; gives the number of its events."""
        count = 0
        with self.client.chat.stream(name, stop_on_exit=False) as stream:
            for event in stream:
                count += 1
                if seen is not None and isinstance(event, MessageEvent):
                    seen(event.answer or "")
        return count

    def call(self) -> Any:
        """A call with a small answer."""
        return self.client.app.info()

    def messages(self, count: int) -> Any:
        """A page of a list."""
        return self.client.messages.list("c", limit=count)

    def decode(self, count: int) -> Any:
        """The same page out of its bytes, which were asked for once."""
        if self._page is None:
            self._page = self.client.with_raw_response.messages.list("c", limit=count)
        return self._page.parse()

    def upload(self, path: Path) -> None:
        """Send a file."""
        self.client.files.upload(path)

    def download(self, size: int, target: Path) -> None:
        """Write what arrives to a file."""
        self.client.files.preview(str(size)).write_to(target)

    def close(self) -> None:
        """Hang up."""
        self.client.close()


class Async:
    """``AsyncDify``."""

    name, is_async = "dify-ext", True

    def __init__(self, url: str) -> None:
        self.client = AsyncDify(KEY, user="u", base_url=url, timeout=TIMEOUT)

    async def stream(self, name: str, seen: Callable[[str], None] | None = None) -> int:
        """Read a stream; gives the number of its events."""
        count = 0
        async with self.client.chat.stream(name, stop_on_exit=False) as stream:
            async for event in stream:
                count += 1
                if seen is not None and isinstance(event, MessageEvent):
                    seen(event.answer or "")
        return count

    async def call(self) -> Any:
        """A call with a small answer."""
        return await self.client.app.info()

    async def messages(self, count: int) -> Any:
        """A page of a list."""
        return await self.client.messages.list("c", limit=count)

    async def upload(self, path: Path) -> None:
        """Send a file."""
        await self.client.files.upload(path)

    async def download(self, size: int, target: Path) -> None:
        """Write what arrives to a file."""
        await (await self.client.files.preview(str(size))).write_to(target)

    async def close(self) -> None:
        """Hang up."""
        await self.client.aclose()


class OnAiohttp(Async):
    """``AsyncDify`` on aiohttp."""

    name = "dify-ext on aiohttp"

    def __init__(self, url: str) -> None:
        self._http_client = AiohttpClient()
        self.client = AsyncDify(KEY, user="u", base_url=url, timeout=TIMEOUT, http_client=self._http_client)

    async def close(self) -> None:
        """Hang up."""
        await self._http_client.aclose()


class AsyncOnUvloop(Async):
    """The same on another event loop."""

    name = "dify-ext, uvloop"


class OnAiohttpAndUvloop(OnAiohttp):
    """The same on another event loop."""

    name = "dify-ext on aiohttp, uvloop"
