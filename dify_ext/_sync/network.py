# Made from dify_ext/_async/network.py by scripts/regenerate: change that one.
"""The network below our own connections: each wait ends at the limit of its call."""

from __future__ import annotations

import socket
import threading
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any
from weakref import WeakSet, proxy

import httpcore
import httpx

from dify_ext._core.chunks import ChunkedBody
from dify_ext._core.limits import CURRENT
from dify_ext._core.pool import assign

_READ = 64 * 1024  # bytes, as httpcore
_MORE = 256 * 1024  # bytes; copies of more leave the cache of the processor


class _Backend(httpcore.NetworkBackend):
    """A network backend of httpcore that gives limited streams."""

    def __init__(self, inner: httpcore.NetworkBackend, opened: WeakSet[Any]) -> None:
        self._inner = inner
        self._opened = opened

    def connect_tcp(self, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        """Connect; the limit of the call is in its timeout already."""
        stream = self._inner.connect_tcp(*args, **kwargs)
        return _LimitedStream(stream, self._opened)


class _LimitedStream(httpcore.NetworkStream):
    """A connection whose reads and writes end at the limit of the call that waits for them."""

    def __init__(self, inner: httpcore.NetworkStream, opened: WeakSet[Any]) -> None:
        self._inner = inner
        self._opened = opened
        self._body = ChunkedBody()
        self._is_asking = False  # the head of a request has come
        self._unsent = b""  # that head, until it is sent
        self._was_full = False
        opened.add(self)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes for httpcore."""
        if self._unsent:  # this is not HTTP
            self.write(b"", timeout)
        return self._body.unread() or self._body.feed(self._receive(max_bytes, timeout))

    def content(self, whole: Iterable[bytes]) -> Iterator[bytes]:
        """The bytes of the body that has begun, if it is in chunks: past httpcore.

        Args:
            whole: The body as httpx gives it.
        """
        return self._without_chunks(whole) if self._body.is_open else iter(whole)

    def _without_chunks(self, end: Iterable[bytes]) -> Generator[bytes, None, None]:
        body, data = self._body, b""
        try:
            while body.is_open:
                if content := body.content(data):
                    yield content
                if body.is_open and not (data := self._receive(_READ, None)):
                    break
        except (httpcore.TimeoutException, httpcore.NetworkError) as error:
            raise getattr(httpx, type(error).__name__)(str(error)) from error
        for data in end:
            yield data

    def _receive(self, max_bytes: int, timeout: float | None) -> bytes:
        """The next bytes. Only who asked for them knows whether they are progress."""
        self._is_asking = False
        limit = CURRENT.get()
        left = timeout if limit is None else limit.left(timeout)
        if left is not None and left <= 0:
            raise httpcore.ReadTimeout("nothing useful came in time")
        # After a read that was full there is more: it is taken in fewer steps.
        data = self._inner.read(_MORE if self._was_full else max_bytes, left)
        self._was_full = len(data) >= max_bytes
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
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
        self._inner.write(view, timeout)

    def close(self) -> None:
        """Close the connection."""
        self._opened.discard(self)
        self._inner.close()

    def start_tls(self, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        """The same connection, encrypted."""
        self._opened.discard(self)
        return _LimitedStream(self._inner.start_tls(*args, **kwargs), self._opened)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks about the connection."""
        return self._inner.get_extra_info(info)


def adapt(pool: Any, opened: WeakSet[Any]) -> None:
    """Make the connections of an httpcore pool keep limits; ``opened`` has those that are open."""
    # httpx has no argument for these.
    pool._network_backend = _Backend(pool._network_backend, opened)
    pool._assign_requests_to_connections = partial(assign, proxy(pool))
    # A Ctrl-C cannot come between taking this one and being in its block, as it can with
    # httpcore's, which is written in Python: that would never be given back.
    pool._optional_thread_lock = threading.Lock()


def content_of(response: httpx.Response) -> Iterator[bytes]:
    """The bytes of an answer's body as they come, still compressed."""
    stream = response.stream
    assert isinstance(stream, httpx.SyncByteStream)
    network: Any = response.extensions.get("network_stream")
    return network.content(stream) if hasattr(network, "content") else iter(stream)


def hang_up(stream: Any) -> None:
    """End a connection whose reader is another thread or task: its read returns at once."""
    raw = None if stream is None else stream.get_extra_info("socket")
    raw = getattr(raw, "_sock", raw)  # asyncio hides the socket itself
    if isinstance(raw, socket.socket):
        with suppress(OSError):
            # Not the method of an SSL socket, which would end the encryption of the reader.
            socket.socket.shutdown(raw, socket.SHUT_RDWR)
