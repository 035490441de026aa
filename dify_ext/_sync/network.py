# Made from dify_ext/_async/network.py by scripts/regenerate: change that one.
"""The network below our own connections: each wait ends at the limit of its call."""

from __future__ import annotations

import socket
from contextlib import suppress
from typing import Any
from weakref import WeakSet

import httpcore

from dify_ext._core.chunks import ChunkJoiner
from dify_ext._core.limits import CURRENT

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

    def connect_unix_socket(self, *args: Any, **kwargs: Any) -> httpcore.NetworkStream:
        """The same for a socket of this machine."""
        return _LimitedStream(self._inner.connect_unix_socket(*args, **kwargs), self._opened)

    def sleep(self, seconds: float) -> None:
        """Wait, before httpcore connects again."""
        self._inner.sleep(seconds)


class _LimitedStream(httpcore.NetworkStream):
    """A connection whose reads and writes end at the limit of the call that waits for them."""

    def __init__(self, inner: httpcore.NetworkStream, opened: WeakSet[Any]) -> None:
        self._inner = inner
        self._opened = opened
        self._chunks = ChunkJoiner()
        self._was_full = False
        opened.add(self)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes. Only who asked for them knows whether they are progress."""
        limit = CURRENT.get()
        while True:
            left = timeout if limit is None else limit.left(timeout)
            if left is not None and left <= 0:
                raise httpcore.ReadTimeout("nothing useful came in time")
            # After a read that was full there is more: it is taken in fewer steps.
            data = self._inner.read(_MORE if self._was_full else max_bytes, left)
            self._was_full = len(data) >= max_bytes
            joined = self._chunks.feed(data)
            if joined or not data:
                return joined

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes: progress."""
        self._chunks.begin()
        limit = CURRENT.get()
        if limit is not None:
            timeout = limit.whole(timeout)
            limit.progress()
        view: Any = memoryview(buffer)  # httpcore cuts off what was sent: of a view that copies nothing
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


def keep_limits(pool: Any, opened: WeakSet[Any]) -> None:
    """Make the connections of an httpcore pool keep limits; ``opened`` has those that are open."""
    # httpx has no argument for the network backend.
    pool._network_backend = _Backend(pool._network_backend, opened)


def hang_up(stream: Any) -> None:
    """End a connection whose reader is another thread or task: its read returns at once."""
    raw = None if stream is None else stream.get_extra_info("socket")
    raw = getattr(raw, "_sock", raw)  # asyncio hides the socket itself
    if isinstance(raw, socket.socket):
        with suppress(OSError):
            # Not the method of an SSL socket, which would end the encryption of the reader.
            socket.socket.shutdown(raw, socket.SHUT_RDWR)
