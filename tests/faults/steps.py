"""What a fault server can do to a request. Each function here makes a step, or is one."""

from __future__ import annotations

import gzip as _gzip
import json as _json
import threading
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any, TypeAlias

from tests.faults.server import Connection, Request, Step

Part: TypeAlias = "bytes | float | threading.Event | Callable[[Connection], None]"
"""Bytes to send; seconds to wait; what to wait for; or anything else to do to the connection."""


def head(
    status: int = 200, *, length: int | None = None, kind: str = "application/json", **headers: str
) -> bytes:
    """The beginning of an answer; ``length=None`` says nothing about its length."""
    fields = {
        "Content-Type": kind,
        "X-Version": "1.13.2",
        **{k.replace("_", "-"): v for k, v in headers.items()},
    }
    if length is not None:
        fields["Content-Length"] = str(length)
    lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n{lines}\r\n".encode()


def raw(*parts: Part) -> Step:
    """Send these bytes and nothing else; the connection stays as the last part left it."""

    def step(connection: Connection, request: Request) -> None:
        for part in parts:
            _do(connection, part, connection.send)

    return step


def body(
    content: bytes, status: int = 200, *, kind: str = "application/octet-stream", **headers: str
) -> Step:
    """A whole answer."""
    return raw(head(status, length=len(content), kind=kind, **headers) + content)


def json(value: Any, status: int = 200, **headers: str) -> Step:
    """A whole JSON answer."""
    return body(_json.dumps(value, ensure_ascii=False).encode(), status, kind="application/json", **headers)


def html(status: int, title: str = "Bad Gateway") -> Step:
    """A proxy's page."""
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>"
    return body(page.encode(), status, kind="text/html; charset=utf-8")


def refusal(status: int, code: str, message: str, **headers: str) -> Step:
    """An error in Dify's form."""
    return json({"code": code, "message": message, "status": status}, status, **headers)


def busy() -> Step:
    """The 400 of an app at its concurrency limit."""
    return refusal(
        400, "invalid_param", "Too many requests. Please try again later. The current maximum is 1."
    )


def redirect(status: int, location: str) -> Step:
    """The way to another place."""
    return raw(head(status, length=0, Location=location))


def stream(*parts: Part, finish: bool = True, **headers: str) -> Step:
    """An event stream, each part of it in an HTTP chunk of its own; ``finish`` ends it as HTTP wants it."""

    def step(connection: Connection, request: Request) -> None:
        connection.send(head(kind="text/event-stream; charset=utf-8", Transfer_Encoding="chunked", **headers))
        for part in parts:
            _do(connection, part, connection.chunk)
        if finish:
            connection.send(b"0\r\n\r\n")

    return step


def event(name: str, **fields: Any) -> bytes:
    """One event as Dify sends it, with the ids every event of a run has."""
    ids = {"task_id": "t1", "message_id": "m1", "conversation_id": "c1", "created_at": 1700000000}
    value = {"event": name, **ids, **fields}
    data = _json.dumps({k: v for k, v in value.items() if v is not None}, ensure_ascii=False)
    return f"data: {data}\n\n".encode()


def message(text: str, **fields: Any) -> bytes:
    """A piece of the answer."""
    return event("message", answer=text, **fields)


END = event("message_end", id="m1", metadata={"usage": {"total_tokens": 2}})
PING = b"event: ping\n\n"
WHOLE = (message("Hel"), message("lo"), END)


def then(gate: threading.Event, step: Step) -> Step:
    """Open the gate that another step waits for, then do the step."""

    def opened(connection: Connection, request: Request) -> None:
        gate.set()
        step(connection, request)

    return opened


def close(connection: Connection, request: Request | None = None) -> None:
    """Hang up politely."""
    connection.close()


def reset(connection: Connection, request: Request | None = None) -> None:
    """Break the connection, after what was sent has surely been taken from the wire."""
    connection.pause(0.02)
    connection.reset()


def reset_unread(connection: Connection) -> None:
    """Break the connection when the request is there, without reading it."""
    connection.wait_for_data()
    connection.reset()


def reset_at_once(connection: Connection) -> None:
    """Break the connection as soon as it stands."""
    connection.reset()


def hold(connection: Connection, request: Request | None = None) -> None:
    """Say nothing (any more)."""
    connection.hold()


def pings(every: float) -> Part:
    """Nothing but pings, for ever."""

    def step(connection: Connection) -> None:
        while True:
            connection.chunk(PING)
            connection.pause(every)

    return step


def dripped(data: bytes, every: float) -> Iterable[Part]:
    """The data byte by byte."""
    for number in range(len(data)):
        if number:
            yield every
        yield data[number : number + 1]


def gzipped(parts: Iterable[bytes]) -> list[bytes]:
    """The parts in one gzip stream, each flushed so that it can be read at once."""
    import zlib

    packer = zlib.compressobj(wbits=31)
    packed = [packer.compress(part) + packer.flush(zlib.Z_SYNC_FLUSH) for part in parts]
    return [*packed, packer.flush()]


def gzip(content: bytes) -> bytes:
    """The content in gzip."""
    return _gzip.compress(content, mtime=0)


def _do(connection: Connection, part: Part, send: Callable[[bytes], None]) -> None:
    if isinstance(part, bytes):
        send(part)
    elif isinstance(part, threading.Event):
        connection.wait(part)
    elif callable(part):
        part(connection)
    else:
        connection.pause(part)
