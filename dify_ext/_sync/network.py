# Made from dify_ext/_async/network.py by scripts/regenerate: change that one.
"""The network below our own connections: each wait ends at the limit of its call."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from weakref import WeakSet

import httpcore

from dify_ext._core.chunks import ChunkJoiner
from dify_ext._core.limits import CURRENT

_MORE = 256 * 1024  # bytes; copies of more leave the cache of the processor


class LimitedBackend(httpcore.NetworkBackend):
    """A network backend of httpcore that gives limited streams, and knows those that are open."""

    def __init__(self, inner: httpcore.NetworkBackend) -> None:
        self._inner = inner
        self.streams: WeakSet[LimitedStream] = WeakSet()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect; the limit of the call is in its timeout already.

        Args:
            host: The host.
            port: Its port.
            timeout: Seconds to wait at most.
            local_address: The address to connect from.
            socket_options: Options of the socket.
        """
        stream = self._inner.connect_tcp(host, port, timeout, local_address, socket_options)
        return LimitedStream(stream, self.streams)

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """The same for a socket of this machine.

        Args:
            path: The socket's path.
            timeout: Seconds to wait at most.
            socket_options: Options of the socket.
        """
        stream = self._inner.connect_unix_socket(path, timeout, socket_options)
        return LimitedStream(stream, self.streams)

    def sleep(self, seconds: float) -> None:
        """Wait, before httpcore connects again.

        Args:
            seconds: How long.
        """
        self._inner.sleep(seconds)


class LimitedStream(httpcore.NetworkStream):
    """A connection whose reads and writes end at the limit of the call that waits for them."""

    def __init__(self, inner: httpcore.NetworkStream, opened: WeakSet[LimitedStream]) -> None:
        self._inner = inner
        self._opened = opened
        self._chunks = ChunkJoiner()
        self._was_full = False
        opened.add(self)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes. Only who asked for them knows whether they are progress.

        Args:
            max_bytes: The most that is read.
            timeout: Seconds to wait at most.
        """
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
        """Send bytes: progress.

        Args:
            buffer: The bytes.
            timeout: Seconds to wait at most.
        """
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

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection, encrypted.

        Args:
            ssl_context: The settings and certificates.
            server_hostname: The name that the server's certificate must have.
            timeout: Seconds to wait at most.
        """
        self._opened.discard(self)
        stream = self._inner.start_tls(ssl_context, server_hostname, timeout)
        return LimitedStream(stream, self._opened)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks about the connection.

        Args:
            info: httpcore's name for it.
        """
        return self._inner.get_extra_info(info)


def hang_up(stream: Any) -> None:
    """End a connection whose reader is another thread or task: its read returns at once."""
    raw = None if stream is None else stream.get_extra_info("socket")
    raw = getattr(raw, "_sock", raw)  # asyncio hides the socket itself
    if isinstance(raw, socket.socket):
        with suppress(OSError):
            # Not the method of an SSL socket, which would end the encryption of the reader.
            socket.socket.shutdown(raw, socket.SHUT_RDWR)
