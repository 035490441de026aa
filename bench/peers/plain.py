"""Plain HTTP clients with the few lines that people write around them: untyped, unchecked."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import httpx
from httpx_sse import connect_sse

from bench.peers.question import HEADERS, TIMEOUT, chat


class Httpx:
    """Plain httpx."""

    name, is_async = "httpx", False

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=url, headers=HEADERS, timeout=TIMEOUT)

    def stream(self, name: str, seen: Callable[[str], None] | None = None) -> int:
        """Read a stream; gives the number of its events."""
        count = 0
        with self._client.stream("POST", "/v1/chat-messages", json=chat(name)) as response:
            for line in response.iter_lines():
                if line.startswith("data: "):
                    value = json.loads(line[6:])
                    count += 1
                    if seen is not None and "answer" in value:
                        seen(value["answer"])
        return count

    def call(self) -> Any:
        """A call with a small answer."""
        return self._client.get("/v1/info").json()

    def messages(self, count: int) -> Any:
        """A page of a list."""
        return self._client.get("/v1/messages", params={"limit": count}).json()

    def upload(self, path: Path) -> None:
        """Send a file."""
        with path.open("rb") as file:
            self._client.post("/v1/files/upload", data={"user": "u"}, files={"file": file}).raise_for_status()

    def download(self, size: int, target: Path) -> None:
        """Write what arrives to a file."""
        with self._client.stream("GET", f"/v1/files/{size}/preview") as response, target.open("wb") as file:
            for piece in response.iter_bytes():
                file.write(piece)

    def close(self) -> None:
        """Hang up."""
        self._client.close()


class HttpxSse(Httpx):
    """httpx-sse, which decodes events."""

    name = "httpx-sse"
    call = messages = upload = download = None  # type: ignore[assignment]  # they are httpx's

    def stream(self, name: str, seen: Callable[[str], None] | None = None) -> int:
        """Read a stream; gives the number of its events."""
        count = 0
        with connect_sse(self._client, "POST", "/v1/chat-messages", json=chat(name)) as source:
            for event in source.iter_sse():
                value = json.loads(event.data)
                count += 1
                if seen is not None and "answer" in value:
                    seen(value["answer"])
        return count


class AsyncHttpx:
    """Plain httpx."""

    name, is_async = "httpx", True

    def __init__(self, url: str) -> None:
        limits = httpx.Limits(max_connections=None)
        self._client = httpx.AsyncClient(base_url=url, headers=HEADERS, timeout=TIMEOUT, limits=limits)

    async def stream(self, name: str, seen: Callable[[str], None] | None = None) -> int:
        """Read a stream; gives the number of its events."""
        count = 0
        async with self._client.stream("POST", "/v1/chat-messages", json=chat(name)) as response:
            async for line in response.aiter_lines():
                if line.startswith("data: "):
                    value = json.loads(line[6:])
                    count += 1
                    if seen is not None and "answer" in value:
                        seen(value["answer"])
        return count

    async def call(self) -> Any:
        """A call with a small answer."""
        return (await self._client.get("/v1/info")).json()

    async def messages(self, count: int) -> Any:
        """A page of a list."""
        return (await self._client.get("/v1/messages", params={"limit": count})).json()

    async def upload(self, path: Path) -> None:
        """Send a file."""
        with path.open("rb") as file:
            answer = await self._client.post("/v1/files/upload", data={"user": "u"}, files={"file": file})
        answer.raise_for_status()

    async def download(self, size: int, target: Path) -> None:
        """Write what arrives to a file."""
        async with self._client.stream("GET", f"/v1/files/{size}/preview") as response:
            with target.open("wb") as file:
                async for piece in response.aiter_bytes():
                    file.write(piece)

    async def close(self) -> None:
        """Hang up."""
        await self._client.aclose()


class Aiohttp:
    """Plain aiohttp."""

    name, is_async = "aiohttp", True

    def __init__(self, url: str) -> None:
        self._url = url
        self._made: aiohttp.ClientSession | None = None

    @property
    def _session(self) -> aiohttp.ClientSession:
        if self._made is None:
            self._made = aiohttp.ClientSession(headers=HEADERS, connector=aiohttp.TCPConnector(limit=0))
        return self._made

    async def stream(self, name: str, seen: Callable[[str], None] | None = None) -> int:
        """Read a stream; gives the number of its events."""
        count = 0
        async with self._session.post(f"{self._url}/v1/chat-messages", json=chat(name)) as response:
            async for line in response.content:
                if line.startswith(b"data: "):
                    value = json.loads(line[6:])
                    count += 1
                    if seen is not None and "answer" in value:
                        seen(value["answer"])
        return count

    async def call(self) -> Any:
        """A call with a small answer."""
        async with self._session.get(f"{self._url}/v1/info") as response:
            return await response.json()

    async def close(self) -> None:
        """Hang up."""
        await self._session.close()
