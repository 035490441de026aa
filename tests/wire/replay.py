"""Playing a recording to a client: a transport that answers as recorded, and both flavours driven by the same
code.

The tests are written once, as coroutines that ``settle`` what a method gives. The sync client does its work
inside them as anywhere; it never waits, for its server is a function.
"""

from __future__ import annotations

import asyncio
import inspect
import json
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import unquote

import httpx

from dify_ext import AsyncDify, Dify

from .changes import content_of
from .recordings import Recording

HOST = "https://dify.example"
FLAVOURS = {"sync": (Dify, httpx.Client), "async": (AsyncDify, httpx.AsyncClient)}


class Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body that comes in these pieces, and may break off after them; it counts its closings."""

    def __init__(self, pieces: list[bytes], break_off: httpx.TransportError | None) -> None:
        self._pieces = pieces
        self._break_off = break_off
        self.closed = 0

    def __iter__(self) -> Iterator[bytes]:
        yield from self._pieces
        if self._break_off is not None:
            raise self._break_off

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece

    def close(self) -> None:
        self.closed += 1

    async def aclose(self) -> None:
        self.close()


# What a client asks for before a call that leaves something out, and answers that add as little as possible
# to it.
BEFORE = {
    "retrieve": {"id": "d", "provider": "external"},
    "document-create-by-text": {"id": "d", "indexing_technique": "economy"},
    "apps-update": {"id": "a"},
}


class Server:
    """Answers a request as recorded, and keeps what it was asked. Where it is asked again, about a run
    whose stream broke, it knows nothing: a run cannot be taken up there. What is asked for before the
    recorded request is no part of the recording.
    """

    def __init__(
        self,
        recording: Recording,
        *,
        cut: Callable[[list[bytes]], list[bytes]] = list,
        break_off: httpx.TransportError | None = None,
    ) -> None:
        self.recording = recording
        self.requests: list[httpx.Request] = []
        self.bodies: list[Body] = []
        self._cut = cut
        self._break_off = break_off

    def __call__(self, request: httpx.Request) -> httpx.Response:
        before = BEFORE.get(self.recording.operation)
        if before is not None and request.method == "GET":
            return httpx.Response(200, json=before, headers={"X-Version": "1.13.2"})
        self.requests.append(request)
        if len(self.requests) > 1:
            return httpx.Response(404, json={"code": "not_found", "message": "Not found.", "status": 404})
        self.bodies.append(Body(self._cut(self.recording.body), self._break_off))
        return httpx.Response(self.recording.status, headers=self.recording.headers, stream=self.bodies[-1])

    @property
    def request(self) -> httpx.Request:
        """The one request there was."""
        (request,) = self.requests
        return request

    @property
    def asked(self) -> list[str]:
        """Method and path of each request."""
        return [f"{request.method} {request.url.path}" for request in self.requests]


@asynccontextmanager
async def client_for(flavour: str, server: Server, request: dict[str, Any]) -> AsyncIterator[Any]:
    """A client of this flavour with the key and the odd headers of a request, whose server is this one."""
    make_client, make_http = FLAVOURS[flavour]
    headers = dict(request.get("headers", {}))
    key = headers.pop("Authorization").removeprefix("Bearer ")
    http = make_http(transport=httpx.MockTransport(server))
    client = make_client(key, base_url=HOST, http_client=http, max_retries=0, default_headers=headers)
    async with entered(http), entered(client):
        yield client


async def settle(value: Any) -> Any:
    """What a method of either flavour gives in the end."""
    return await value if inspect.isawaitable(value) else value


async def collect(iterable: Any, into: list[Any] | None = None) -> list[Any]:
    """All items of an iterable of either flavour; ``into`` keeps those that came before an error."""
    items = [] if into is None else into
    if hasattr(iterable, "__aiter__"):
        async for item in iterable:
            items.append(item)
    else:
        for item in iterable:
            items.append(item)
    return items


def final(stream: Any) -> Any:
    """What a stream of either kind comes to."""
    return stream.get_final_result() if hasattr(stream, "get_final_result") else stream.get_final_answer()


@asynccontextmanager
async def entered(manager: Any) -> AsyncIterator[Any]:
    """``with`` or ``async with``, by flavour."""
    if hasattr(manager, "__aenter__"):
        async with manager as value:
            yield value
    else:
        with manager as value:
            yield value


def play(scenario: Coroutine[Any, Any, None]) -> None:
    """Run a test's coroutine."""
    asyncio.run(scenario)


def assert_sent(request: httpx.Request, expected: dict[str, Any]) -> None:
    """The request that was made is the one expected: method, path, query, headers, JSON or form."""
    assert request.method == expected["method"]
    assert unquote(request.url.raw_path.partition(b"?")[0].decode()) == expected["path"]
    asked = expected.get("query", {}).items()
    expected_query = [
        (name, str(one)) for name, given in asked for one in (given if isinstance(given, list) else [given])
    ]
    assert sorted(request.url.params.multi_items()) == sorted(expected_query)
    for name, value in expected["headers"].items():
        assert request.headers[name] == value
    kind = request.headers.get("Content-Type", "").partition(";")[0]
    if "json" in expected:
        assert kind == "application/json"
        assert json.loads(request.content) == expected["json"]
    elif "form" in expected:
        assert kind == "multipart/form-data"
        assert _form(request) == expected["form"]
    else:
        assert not kind
        assert not request.content


def _form(request: httpx.Request) -> dict[str, Any]:
    """A multipart body as recordings tell of it; the content of each file must be the one that was given."""
    boundary = request.headers["Content-Type"].partition("boundary=")[2].encode()
    assert request.headers["Content-Length"] == str(len(request.content))
    first, *parts, last = request.content.split(b"--" + boundary)
    assert (first, last) == (b"", b"--\r\n")
    form: dict[str, Any] = {"fields": [], "files": []}
    for part in parts:
        assert part.startswith(b"\r\n")
        assert part.endswith(b"\r\n")
        head, _, content = part[2:-2].partition(b"\r\n\r\n")
        lines = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        form_data, *parameters = lines["Content-Disposition"].split("; ")
        assert form_data == "form-data"
        named = {name: value.strip('"') for name, _, value in (it.partition("=") for it in parameters)}
        if "filename" in named:
            assert content == content_of(len(content))
            form["files"].append([named["name"], named["filename"], len(content), lines["Content-Type"]])
        else:
            form["fields"].append([named["name"], content.decode()])
    return form
