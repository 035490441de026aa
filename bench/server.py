"""A loopback server of precomputed bytes, in a process of its own.

``python -m bench.server`` prints its port and serves until its standard input ends.
"""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from urllib.parse import parse_qs, urlsplit

from bench import streams

_STREAM = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
_NAME = re.compile(rb"(?:burst|split|size|paced)(?:-\d+)+")
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_PIECE = bytes(1 << 20)
_DIALECTS = {"/v1/chat-messages": "dify", "/chat/completions": "openai", "/v1/messages": "anthropic"}
_ID = "11111111-2222-3333-4444-555555555555"
_INFO = {"name": "good", "description": "d", "tags": [], "mode": "chat", "author_name": "a"}
_PHASES = (number * 0.618034 % 1 for number in count())  # as many as are taken, they are spread evenly
_MODEL = {"id": "m", "type": "model", "object": "model", "created": 1, "owned_by": "o", "display_name": "d"}
_FILE = {"id": _ID, "name": "n", "size": 1, "extension": "bin", "mime_type": "a/b", "created_at": 1750000000}
_OBJECTS: dict[str, dict[str, object]] = {
    "/v1/info": _INFO,
    "/models/m": _MODEL,
    "/v1/models/m": {**_MODEL, "created_at": "2025-01-01T00:00:00Z"},
    "/v1/files/upload": _FILE,
    "/console/api/apps": {"data": [], "total": 0, "page": 1, "limit": 20, "has_more": False},
    "/v1/datasets/d/documents": {"data": [], "total": 0, "page": 1, "limit": 100, "has_more": False},
    "/v1/datasets/d": {"id": "d", "name": "d"},
}


def _answer(value: object, more: str = "", status: str = "200 OK") -> bytes:
    content = json.dumps(value).encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n"
    return f"{head}{more}\r\n".encode() + content


@cache
def _page(total: int, number: int, limit: int) -> bytes:
    rows = [
        {"id": str(row), "question": f"question {row}", "answer": "a" * 80, "hit_count": 0, "created_at": row}
        for row in range((number - 1) * limit, min(number * limit, total))
    ]
    has_more = number * limit < total
    return _answer({"data": rows, "has_more": has_more, "limit": limit, "total": total, "page": number})


@cache
def _messages(count: int) -> bytes:
    def row(number: int) -> dict[str, object]:
        empty: list[object] = []
        return {
            "id": f"{number:08}-2222-3333-4444-555555555555",
            "conversation_id": _ID,
            "parent_message_id": _ID,
            "inputs": {"city": "Paris", "days": 3},
            "query": "What is worth a visit?",
            "answer": "Take the first train. " * 20,
            "message_files": empty,
            "feedback": None,
            "retriever_resources": empty,
            "created_at": 1750000000 + number,
            "agent_thoughts": empty,
            "status": "normal",
            "error": None,
        }

    return _answer({"limit": count, "has_more": False, "data": [row(number) for number in range(count)]})


def _signed_in() -> bytes:
    tokens = ("access_token", "refresh_token", "csrf_token")
    cookies = "".join(f"Set-Cookie: {name}=t; Path=/; HttpOnly\r\n" for name in tokens)
    return _answer({"result": "success"}, cookies)


class Connection(asyncio.Protocol):
    """One connection: reads requests, and answers each."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._unread = bytearray()
        self._head = b""  # of the request whose body is read
        self._left = 0
        self._can_write = asyncio.Event()
        self._can_write.set()
        self._task: asyncio.Task[None] | None = None

    def connection_lost(self, error: Exception | None) -> None:
        """Stop what is being sent."""
        if self._task is not None:
            self._task.cancel()

    def pause_writing(self) -> None:
        """The client is slower than the server."""
        self._can_write.clear()

    def resume_writing(self) -> None:
        """The client has caught up."""
        self._can_write.set()

    def data_received(self, data: bytes) -> None:
        """Take the next bytes; the body of an upload is counted, and not kept."""
        if self._left > len(data) and b"/upload" in self._head:
            self._left -= len(data)
            return
        self._unread += data
        while True:
            if not self._head:
                at = self._unread.find(b"\r\n\r\n")
                if at < 0:
                    return
                self._head = bytes(self._unread[: at + 4])
                del self._unread[: at + 4]
                length = _LENGTH.search(self._head)
                self._left = int(length[1]) if length else 0
            if len(self._unread) < self._left:
                if b"/upload" in self._head:
                    self._left -= len(self._unread)
                    self._unread.clear()
                return
            body = bytes(self._unread[: self._left])
            del self._unread[: self._left]
            head, self._head = self._head, b""
            self._serve(head.split(b" ", 2)[1].decode(), body)

    def _serve(self, target: str, body: bytes) -> None:
        url = urlsplit(target)
        query = {name: values[-1] for name, values in parse_qs(url.query).items()}
        if url.path in _DIALECTS and body:
            name = _NAME.search(body)
            assert name is not None, body
            self._stream(_DIALECTS[url.path], name[0].decode())
        elif url.path == "/v1/messages":
            self._transport.write(_messages(int(query["limit"])))
        elif url.path == "/v1/apps/annotations":
            numbers = (int(query.get(name, 1)) for name in ("keyword", "page", "limit"))
            self._transport.write(_page(*numbers))
        elif url.path == "/console/api/login":
            self._transport.write(_signed_in())
        elif url.path.startswith("/v1/files/") and url.path.endswith("/preview"):
            self._task = asyncio.create_task(self._send_file(int(url.path.split("/")[3])))
        else:
            self._transport.write(_answer(_OBJECTS.get(url.path, {"result": "success"})))

    def _stream(self, dialect: str, name: str) -> None:
        if name.startswith("paced-"):
            milliseconds, events = map(int, name.split("-")[1:])
            self._task = asyncio.create_task(self._send_paced(dialect, milliseconds / 1000, events))
        else:
            self._transport.write(_STREAM + streams.body(dialect, name))

    async def _send_paced(self, dialect: str, pause: float, events: int) -> None:
        loop = asyncio.get_running_loop()
        event = streams.paced_event(dialect)
        self._transport.write(_STREAM)
        # Each stream begins at another point of the pause. Else a client that opens all of them at
        # once would get their events in bursts, which cost it less.
        due = loop.time() + pause * next(_PHASES)
        for _ in range(events):
            due += pause
            await asyncio.sleep(due - loop.time())
            self._transport.write(event.replace(streams.STAMP, b"%016d" % time.monotonic_ns()))
        self._transport.write(streams.end(dialect))

    async def _send_file(self, size: int) -> None:
        kind = "application/octet-stream"
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {size}\r\n\r\n"
        self._transport.write(head.encode())
        while size:
            await self._can_write.wait()
            piece = _PIECE[:size]
            self._transport.write(piece)
            size -= len(piece)


@contextmanager
def running() -> Iterator[str]:
    """The server, in a process of its own, and its URL."""
    command = [sys.executable, "-m", "bench.server"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None and process.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait(10)


async def _serve() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Connection, "127.0.0.1", 0, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(_serve())
