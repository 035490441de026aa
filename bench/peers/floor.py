"""The floor: a socket and ``json``, without any HTTP but what these answers need."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.peers.question import chat

_READ = 1 << 16


def _request(method: str, target: str, content: bytes = b"") -> bytes:
    return (
        f"{method} {target} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(content)}\r\n\r\n".encode() + content
    )


class _Events:
    """Finds the events in what arrives; bytes of HTTP's chunks are taken out line by line."""

    def __init__(self, seen: Callable[[str], None] | None) -> None:
        self.count = 0
        self.is_over = False
        self._seen = seen
        self._unread = b""
        self._data = b""

    def take(self, data: bytes) -> None:
        at = data.find(b"\r\n\r\n") + 4 if data.startswith(b"HTTP/") else 0
        unread = self._unread + data[at:]
        start = 0
        while (line := unread.find(b"\r\n", start)) >= 0:
            size = int(unread[start:line], 16)
            if len(unread) < line + size + 4:
                break
            self._data += unread[line + 2 : line + 2 + size]
            start = line + size + 4
            self.is_over = not size
            *events, self._data = self._data.split(b"\n\n")
            for event in events:
                value = json.loads(event[6:])
                self.count += 1
                if self._seen is not None and "answer" in value:
                    self._seen(value["answer"])
        self._unread = unread[start:]


class Floor:
    """The floor of the synchronous clients."""

    name, is_async = "floor", False

    def __init__(self, url: str) -> None:
        host, port = url.removeprefix("http://").split(":")
        self._socket = socket.create_connection((host, int(port)))

    def stream(self, name: str, seen: Callable[[str], None] | None = None) -> int:
        """Read a stream; gives the number of its events."""
        self._socket.sendall(_request("POST", "/v1/chat-messages", json.dumps(chat(name)).encode()))
        events = _Events(seen)
        while not events.is_over:
            events.take(self._socket.recv(_READ))
        return events.count

    def call(self) -> Any:
        """A call with a small answer."""
        self._socket.sendall(_request("GET", "/v1/info"))
        return json.loads(self._socket.recv(_READ).partition(b"\r\n\r\n")[2])

    def messages(self, count: int) -> Any:
        """The floor of a list is its JSON."""
        if not hasattr(self, "_page"):
            self._socket.sendall(_request("GET", f"/v1/messages?limit={count}"))
            self._page = b"".join(self._body())
        return json.loads(self._page)

    decode = messages

    def upload(self, path: Path) -> None:
        """Send a file."""
        head = f"POST /v1/files/upload HTTP/1.1\r\nHost: x\r\nContent-Length: {path.stat().st_size}\r\n\r\n"
        self._socket.sendall(head.encode())
        with path.open("rb", buffering=0) as file:
            while piece := file.read(1 << 18):
                self._socket.sendall(piece)
        self._socket.recv(_READ)

    def download(self, size: int, target: Path) -> None:
        """Write what arrives to a file."""
        self._socket.sendall(_request("GET", f"/v1/files/{size}/preview"))
        with target.open("wb", buffering=0) as file:
            for piece in self._body():
                file.write(piece)

    def _body(self) -> Iterator[bytes]:
        head, _, piece = self._socket.recv(_READ).partition(b"\r\n\r\n")
        left = int(head.rpartition(b"Content-Length: ")[2].split()[0])
        while left:
            yield piece
            left -= len(piece)
            piece = self._socket.recv(1 << 18) if left else b""

    def close(self) -> None:
        """Hang up."""
        self._socket.close()


class AsyncFloor:
    """The floor of the asynchronous clients."""

    name, is_async = "floor", True

    def __init__(self, url: str) -> None:
        self._host, port = url.removeprefix("http://").split(":")
        self._port = int(port)
        self._free: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def _connection(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return self._free.pop() if self._free else await asyncio.open_connection(self._host, self._port)

    async def stream(self, name: str, seen: Callable[[str], None] | None = None) -> int:
        """Read a stream; gives the number of its events."""
        reader, writer = await self._connection()
        writer.write(_request("POST", "/v1/chat-messages", json.dumps(chat(name)).encode()))
        events = _Events(seen)
        try:
            while not events.is_over:
                events.take(await reader.read(_READ))
        except BaseException:
            writer.close()
            raise
        self._free.append((reader, writer))
        return events.count

    async def call(self) -> Any:
        """A call with a small answer."""
        reader, writer = await self._connection()
        writer.write(_request("GET", "/v1/info"))
        value = json.loads((await reader.read(_READ)).partition(b"\r\n\r\n")[2])
        self._free.append((reader, writer))
        return value

    async def close(self) -> None:
        """Hang up."""
        for _, writer in self._free:
            writer.close()
