"""A connection of asyncio, for httpcore.

httpcore reads through anyio, which takes the socket out of the event loop after each read, and sets
a timer for each. With many streams that is most of their cost. Here a socket stays in the loop
while an answer is read, and a connection has one timer.
"""

from __future__ import annotations

import asyncio
import select
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

import httpcore


def on_asyncio(stream: httpcore.AsyncNetworkStream) -> httpcore.AsyncNetworkStream:
    """The same connection without anyio; under trio, or where it is none of asyncio's, as it is."""
    transport: Any = getattr(getattr(stream, "_stream", None), "_transport", None)
    if not hasattr(transport, "set_protocol"):
        return stream
    protocol = _Protocol()
    transport.set_protocol(protocol)  # anyio left it paused: nothing has come
    return AsyncioStream(stream, transport, transport, protocol)


class WaitTimer:
    """Notices a wait that takes too long: one timer of the event loop for many waits.

    Args:
        expired: What to call then.
    """

    def __init__(self, expired: Callable[[], object]) -> None:
        self._loop = asyncio.get_running_loop()
        self._expired = expired
        self._deadline: float | None = None  # of the present wait
        self._timer: asyncio.TimerHandle | None = None

    def start(self, seconds: float | None) -> None:
        """A wait begins, which may take so many seconds."""
        if seconds is None:
            return
        self._deadline = self._loop.time() + seconds
        if self._timer is None or self._deadline < self._timer.when():
            self._set(self._deadline)

    def stop(self) -> None:
        """The wait is over; the timer runs on for the next."""
        self._deadline = None

    def close(self) -> None:
        """There will be no more waits."""
        self._deadline = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _set(self, at: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._loop.call_at(at, self._look)

    def _look(self) -> None:
        assert self._timer is not None
        at, self._timer = self._timer.when(), None
        if self._deadline is not None and self._deadline > at:  # another wait has begun since
            self._set(self._deadline)
        elif self._deadline is not None:
            self._expired()


class _Protocol(asyncio.Protocol):
    """What has been received, and the task that waits for more, or until more can be written.

    It refers to a transport only while somebody reads, so that a connection that is forgotten is
    closed at once.
    """

    def __init__(self, *, is_encrypted: bool = False) -> None:
        self._loop = asyncio.get_running_loop()
        self.received = deque[bytes]()
        self.is_at_end = False  # nothing more will be received
        self.is_lost = False
        self.is_full = False  # no more can be written now
        self.error: Exception | None = None
        self._reading: asyncio.Transport | None = None  # the socket, while it is not paused
        self._is_encrypted = is_encrypted
        self._waiter: asyncio.Future[bool] | None = None
        self._timer = WaitTimer(partial(self._wake, False))

    def data_received(self, data: bytes) -> None:
        self.received.append(data)
        if self._waiter is None or self.is_full:  # nobody reads now
            self.pause_reading()
        self._wake()

    def eof_received(self) -> bool:
        self.is_at_end = True
        self._wake()
        return not self._is_encrypted  # what is being sent may still go out

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_at_end = self.is_lost = True
        self.error = self.error or exc
        self.is_full, self._reading = False, None
        self._timer.close()
        self._wake()

    def pause_writing(self) -> None:
        self.is_full = True

    def resume_writing(self) -> None:
        self.is_full = False
        self._wake()

    def resume_reading(self, socket: asyncio.Transport) -> None:
        """From now on the event loop reads from the socket."""
        if self._reading is None:
            self._reading = socket
            socket.resume_reading()

    def pause_reading(self) -> None:
        """The event loop leaves the socket alone."""
        if self._reading is not None:
            self._reading.pause_reading()
            self._reading = None

    async def wait(self, seconds: float | None, timeout_error: type[Exception]) -> None:
        """Wait until something changes; ``timeout_error`` is raised after so many seconds."""
        self._waiter = self._loop.create_future()
        self._timer.start(seconds)
        try:
            if not await self._waiter:
                raise timeout_error("nothing came in time")
        finally:
            self._timer.stop()
            self._waiter = None

    def _wake(self, in_time: bool = True) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(in_time)


class AsyncioStream(httpcore.AsyncNetworkStream):
    """A connection of an event loop of asyncio.

    Args:
        opened: The stream as httpcore opened it.
        socket: The transport of its socket.
        transport: What is read and written: the same, or an encrypted one above it.
        protocol: The protocol of ``transport``.
    """

    def __init__(
        self,
        opened: httpcore.AsyncNetworkStream,
        socket: asyncio.Transport,
        transport: asyncio.Transport,
        protocol: _Protocol,
    ) -> None:
        self.socket = socket
        self._opened = opened
        self._transport = transport
        self._protocol = protocol

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes as they came, which may be more than ``max_bytes``; none at the end.

        Args:
            max_bytes: What httpcore would take at once.
            timeout: Seconds to wait at most.
        """
        protocol = self._protocol
        while not protocol.received and not protocol.is_at_end:
            protocol.resume_reading(self.socket)
            await protocol.wait(timeout, httpcore.ReadTimeout)
        if protocol.received:
            return protocol.received.popleft()
        if protocol.error is not None:
            raise httpcore.ReadError(str(protocol.error)) from protocol.error
        return b""

    def pause_reading(self) -> None:
        """Nobody reads on for now: leave the socket alone."""
        self._protocol.pause_reading()

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes: all that the socket takes, the rest as it does.

        Args:
            buffer: The bytes.
            timeout: Seconds to wait at most.
        """
        protocol = self._protocol
        if not self._transport.is_closing():
            # A server that refuses an upload answers before its end, and hangs up.
            protocol.resume_reading(self.socket)
            self._transport.write(buffer)
            while protocol.is_full:
                await protocol.wait(timeout, httpcore.WriteTimeout)
        if self._transport.is_closing():
            raise httpcore.WriteError(str(protocol.error or "the connection is closed")) from protocol.error

    async def aclose(self) -> None:
        """Close the connection; nothing is waited for."""
        self._protocol.connection_lost(ConnectionError("closed here"))
        self._transport.abort()

    async def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        """The same connection, encrypted.

        Args:
            ssl_context: The settings and certificates.
            server_hostname: The name that the server's certificate must have.
            timeout: Seconds to wait at most.
        """
        protocol = _Protocol(is_encrypted=True)
        loop = asyncio.get_running_loop()
        self.pause_reading()  # from now on the new stream looks after the socket
        self.socket.resume_reading()
        try:
            async with asyncio.timeout(timeout):
                transport = await loop.start_tls(
                    self._transport, protocol, ssl_context, server_hostname=server_hostname
                )
        except BaseException as error:
            await self.aclose()
            if isinstance(error, TimeoutError):
                raise httpcore.ConnectTimeout("no encryption was agreed on in time") from error
            if isinstance(error, OSError):
                raise httpcore.ConnectError(str(error)) from error
            raise
        assert transport is not None
        transport.set_write_buffer_limits(1, 0)  # a write ends when its bytes are out
        self.socket.pause_reading()
        return AsyncioStream(self._opened, self.socket, transport, protocol)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks about the connection.

        Args:
            info: httpcore's name for it.
        """
        if info == "ssl_object":
            return self._transport.get_extra_info(info)
        return self._is_readable() if info == "is_readable" else self._opened.get_extra_info(info)

    def _is_readable(self) -> bool:
        """Whether there is something to read, or an end: asked often, of each unused connection."""
        if self._protocol.received or self._protocol.is_at_end:
            return True
        if not hasattr(select, "poll"):
            return bool(self._opened.get_extra_info("is_readable"))
        poll = select.poll()
        poll.register(self.socket.get_extra_info("socket"), select.POLLIN)
        return bool(poll.poll(0))
