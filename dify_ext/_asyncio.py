"""A connection of asyncio, for httpcore.

httpcore reads through anyio, which takes the socket out of the event loop after each read, and sets
a timer for each. With many streams that is most of their cost. Here a socket stays in the loop
while somebody reads on, and a connection has one timer.
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
    arrivals = _Arrivals()
    transport.set_protocol(arrivals)  # anyio left it paused: nothing has come
    return AsyncioStream(stream, transport, transport, arrivals)


class Alarm:
    """Rings when a wait has taken too long: one timer for many waits, of which few take long.

    Args:
        ring: What to call then.
    """

    def __init__(self, ring: Callable[[], object]) -> None:
        self._ring = ring
        self._at: float | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._timer_at = 0.0

    def set(self, seconds: float | None) -> None:
        """A wait begins, which may take so many seconds."""
        if seconds is None:
            return
        loop = asyncio.get_running_loop()
        self._at = loop.time() + seconds
        if self._timer is None or self._at < self._timer_at:
            self._begin(loop, self._at)

    def off(self) -> None:
        """The wait is over; the timer runs on for the next."""
        self._at = None

    def end(self) -> None:
        """There will be no more waits."""
        self._at = None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _begin(self, loop: asyncio.AbstractEventLoop, at: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer, self._timer_at = loop.call_at(at, self._look, loop), at

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        self._timer = None
        if self._at is not None and self._at > self._timer_at:  # another wait has begun since
            self._begin(loop, self._at)
        elif self._at is not None:
            self._ring()


class _Arrivals(asyncio.Protocol):
    """What has come, and the one who waits for more or for room to write.

    It refers to a transport only while somebody reads, so that a connection that is forgotten is
    closed at once.
    """

    def __init__(self, *, is_encrypted: bool = False) -> None:
        self.pieces = deque[bytes]()
        self.is_over = False  # nothing more comes
        self.is_lost = False
        self.is_full = False  # no more can be written now
        self.error: Exception | None = None
        self._watched: asyncio.Transport | None = None  # the socket, while the event loop looks at it
        self._is_encrypted = is_encrypted
        self._waiter: asyncio.Future[bool] | None = None
        self._alarm: Alarm | None = None

    def data_received(self, data: bytes) -> None:
        self.pieces.append(data)
        if self._waiter is None:  # it comes faster than it is read
            self.rest()
        self._wake()

    def eof_received(self) -> bool:
        self.is_over = True
        self._wake()
        return not self._is_encrypted  # what is being sent may still go out

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_over = self.is_lost = True
        self.error, self.is_full, self._watched = exc, False, None
        self.end()
        self._wake()

    def pause_writing(self) -> None:
        self.is_full = True

    def resume_writing(self) -> None:
        self.is_full = False
        self._wake()

    def watch(self, socket: asyncio.Transport) -> None:
        """From now on the event loop looks at the socket."""
        if self._watched is None:
            self._watched = socket
            socket.resume_reading()

    def rest(self) -> None:
        """The event loop leaves the socket alone."""
        if self._watched is not None:
            self._watched.pause_reading()
            self._watched = None

    async def change(self, seconds: float | None, late: type[Exception]) -> None:
        """Wait until something changes; ``late`` is raised after so many seconds."""
        self._waiter = asyncio.get_running_loop().create_future()
        if self._alarm is None:
            self._alarm = Alarm(partial(self._wake, False))
        self._alarm.set(seconds)
        try:
            if not await self._waiter:
                raise late("nothing came in time")
        finally:
            self._alarm.off()
            self._waiter = None

    def _wake(self, in_time: bool = True) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(in_time)

    def end(self) -> None:
        """The connection is no longer used."""
        if self._alarm is not None:
            self._alarm.end()


class AsyncioStream(httpcore.AsyncNetworkStream):
    """A connection of an event loop of asyncio.

    Args:
        opened: The stream as httpcore opened it.
        socket: The transport of its socket.
        transport: What is read and written: the same, or an encrypted one above it.
        arrivals: The protocol of ``transport``.
    """

    def __init__(
        self,
        opened: httpcore.AsyncNetworkStream,
        socket: asyncio.Transport,
        transport: asyncio.Transport,
        arrivals: _Arrivals,
    ) -> None:
        self.socket = socket
        self._opened = opened
        self._transport = transport
        self._arrivals = arrivals
        self._is_closed = False

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """The next bytes as they came, which may be more than ``max_bytes``; none at the end.

        Args:
            max_bytes: What httpcore would take at once.
            timeout: Seconds to wait at most.
        """
        arrivals = self._arrivals
        while not arrivals.pieces and not arrivals.is_over:
            arrivals.watch(self.socket)
            await arrivals.change(timeout, httpcore.ReadTimeout)
        if arrivals.pieces:
            return arrivals.pieces.popleft()
        if self._is_closed or arrivals.error is not None:
            raise httpcore.ReadError(str(arrivals.error or "closed here")) from arrivals.error
        return b""

    def rest(self) -> None:
        """Nobody reads on for now: leave the socket alone."""
        self._arrivals.rest()

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes: all that the socket takes, the rest as it does.

        Args:
            buffer: The bytes.
            timeout: Seconds to wait at most.
        """
        arrivals = self._arrivals
        if buffer and not arrivals.is_lost and not self._is_closed:
            self._transport.write(buffer)
            while arrivals.is_full:
                await arrivals.change(timeout, httpcore.WriteTimeout)
        if self._is_closed or arrivals.is_lost:
            raise httpcore.WriteError(str(arrivals.error or "the connection is closed")) from arrivals.error

    async def aclose(self) -> None:
        """Close the connection; nothing is waited for."""
        self._is_closed = True
        self._arrivals.end()
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
        arrivals = _Arrivals(is_encrypted=True)
        loop = asyncio.get_running_loop()
        self.rest()  # from now on the new stream looks after the socket
        self.socket.resume_reading()
        try:
            async with asyncio.timeout(timeout):
                transport = await loop.start_tls(
                    self._transport, arrivals, ssl_context, server_hostname=server_hostname
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
        return AsyncioStream(self._opened, self.socket, transport, arrivals)

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
        if self._is_closed or self._arrivals.pieces or self._arrivals.is_over:
            return True
        if not hasattr(select, "poll"):
            return bool(self._opened.get_extra_info("is_readable"))
        poll = select.poll()
        poll.register(self.socket.get_extra_info("socket"), select.POLLIN)
        return bool(poll.poll(0))
