"""The network below our own connections: each wait ends at the limit of its call."""

from __future__ import annotations

import socket

# sync: import threading
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator
from contextlib import suppress
from functools import partial
from typing import Any
from weakref import WeakSet, proxy

import httpcore
import httpx

from dify_ext._asyncio import AsyncioStream, on_asyncio  # sync:
from dify_ext._core.chunks import ChunkedBody
from dify_ext._core.limits import CURRENT
from dify_ext._core.pool import assign

_READ = 64 * 1024  # bytes, as httpcore
_MORE = 256 * 1024  # bytes; copies of more leave the cache of the processor


class _AsyncBackend(httpcore.AsyncNetworkBackend):
    """A network backend of httpcore that gives limited streams."""

    def __init__(self, inner: httpcore.AsyncNetworkBackend, opened: WeakSet[Any]) -> None:
        self._inner = inner
        self._opened = opened

    async def connect_tcp(self, *args: Any, **kwargs: Any) -> httpcore.AsyncNetworkStream:
        """Connect; the limit of the call is in its timeout already."""
        stream = await self._inner.connect_tcp(*args, **kwargs)
        stream = on_asyncio(stream)  # sync:
        return _AsyncLimitedStream(stream, self._opened)


class _AsyncLimitedStream(httpcore.AsyncNetworkStream):
    """A connection whose reads and writes end at the limit of the call that waits for them."""

    def __init__(self, inner: httpcore.AsyncNetworkStream, opened: WeakSet[Any]) -> None:
        self._inner = inner
        self._opened = opened
        self._body = ChunkedBody()
        self._is_asking = False  # the head of a request has come
        self._unsent = b""  # that head, until it is sent
        self._was_full = False
        opened.add(self)

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes for httpcore."""
        if self._unsent:  # this is not HTTP
            await self.write(b"", timeout)
        return self._body.unread() or self._body.feed(await self._receive(max_bytes, timeout))

    def content(self, whole: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
        """The bytes of the body that has begun, if it is in chunks: past httpcore.

        Args:
            whole: The body as httpx gives it.
        """
        return self._without_chunks(whole) if self._body.is_open else aiter(whole)

    async def _without_chunks(self, end: AsyncIterable[bytes]) -> AsyncGenerator[bytes, None]:
        body, data = self._body, b""
        try:
            while body.is_open:
                if content := body.content(data):
                    yield content
                if body.is_open and not (data := await self._receive(_READ, None)):
                    break
        except (httpcore.TimeoutException, httpcore.NetworkError) as error:
            raise getattr(httpx, type(error).__name__)(str(error)) from error
        async for data in end:
            yield data

    async def _receive(self, max_bytes: int, timeout: float | None) -> bytes:
        """The next bytes. Only who asked for them knows whether they are progress."""
        self._is_asking = False
        limit = CURRENT.get()
        left = timeout if limit is None else limit.left(timeout)
        if left is not None and left <= 0:
            raise httpcore.ReadTimeout("nothing useful came in time")
        # After a read that was full there is more: it is taken in fewer steps.
        data = await self._inner.read(_MORE if self._was_full else max_bytes, left)
        self._was_full = len(data) >= max_bytes
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes: progress. The head of a request goes out together with what follows it."""
        limit = CURRENT.get()
        if limit is not None:
            timeout = limit.whole(timeout)
            limit.progress()
        if not self._is_asking:
            self._is_asking, self._unsent = True, buffer
            self._body.begin(buffer)
            return
        # httpcore cuts off what was sent: of a view that copies nothing
        view: Any = memoryview(self._unsent + buffer if self._unsent else buffer)
        self._unsent = b""
        await self._inner.write(view, timeout)

    async def aclose(self) -> None:
        """Close the connection."""
        self._opened.discard(self)
        await self._inner.aclose()

    async def start_tls(self, *args: Any, **kwargs: Any) -> httpcore.AsyncNetworkStream:
        """The same connection, encrypted."""
        self._opened.discard(self)
        return _AsyncLimitedStream(await self._inner.start_tls(*args, **kwargs), self._opened)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks about the connection."""
        return self._inner.get_extra_info(info)

    # async only
    def pause_reading(self) -> None:
        """Nobody reads on for now."""
        if isinstance(self._inner, AsyncioStream):
            self._inner.pause_reading()

    def abandon(self) -> None:
        """Close a connection whose event loop is closed, as asyncio itself cannot."""
        transport: Any = getattr(self._inner, "socket", None)
        with suppress(Exception):  # a closed loop refuses to do the last step ...
            transport.abort()
        with suppress(Exception):  # ... which is this one
            transport._call_connection_lost(None)

    # end async only


def adapt(pool: Any, opened: WeakSet[Any]) -> None:
    """Make the connections of an httpcore pool keep limits; ``opened`` has those that are open."""
    # httpx has no argument for these.
    pool._network_backend = _AsyncBackend(pool._network_backend, opened)
    pool._assign_requests_to_connections = partial(assign, proxy(pool))
    # sync: # A Ctrl-C cannot come between taking this one and being in its block, as it can with
    # sync: # httpcore's, which is written in Python: that would never be given back.
    # sync: pool._optional_thread_lock = threading.Lock()


def content_of(response: httpx.Response) -> AsyncIterator[bytes]:
    """The bytes of an answer's body as they come, still compressed."""
    stream = response.stream
    assert isinstance(stream, httpx.AsyncByteStream)
    network: Any = response.extensions.get("network_stream")
    return network.content(stream) if hasattr(network, "content") else aiter(stream)


# async only
def pause_reading(response: httpx.Response) -> None:
    """The event loop need not read from the connection of an answer any more."""
    network = response.extensions.get("network_stream")
    if isinstance(network, _AsyncLimitedStream):
        network.pause_reading()


# end async only
def hang_up(stream: Any) -> None:
    """End a connection whose reader is another thread or task: its read returns at once."""
    raw = None if stream is None else stream.get_extra_info("socket")
    raw = getattr(raw, "_sock", raw)  # asyncio hides the socket itself
    if isinstance(raw, socket.socket):
        with suppress(OSError):
            # Not the method of an SSL socket, which would end the encryption of the reader.
            socket.socket.shutdown(raw, socket.SHUT_RDWR)
