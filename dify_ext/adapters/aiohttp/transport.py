"""The transport below :class:`AiohttpClient`: one request of httpx, sent by aiohttp.

httpx-aiohttp does the same for requests in general. This one is strict about what this package
promises: which failures mean that nothing was sent, what arrived before a failure, and how long a
call may wait.
"""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import AsyncIterator
from contextvars import ContextVar
from functools import partial
from typing import Any

import aiohttp
import httpx
import yarl

from dify_ext._asyncio import WaitTimer
from dify_ext._core.limits import CURRENT
from dify_ext._redaction import alone
from dify_ext.errors import ConfigurationError

_AT_ONCE = 64 * 1024  # bytes of a body that one write takes, with no wait
_HEADERS_MAX = 64 * 1024  # bytes; aiohttp would refuse a header of 8 KiB
_OWN_HEADERS = ("Accept", "Accept-Encoding", "Content-Type", "User-Agent")  # aiohttp's, if there are none

# The first match counts. Only the first three say that nothing was sent: after any other failure
# the request may have run.
_ERRORS: tuple[tuple[type[BaseException], type[httpx.TransportError]], ...] = (
    (aiohttp.ClientProxyConnectionError, httpx.ProxyError),
    (aiohttp.ClientConnectorError, httpx.ConnectError),
    (aiohttp.ConnectionTimeoutError, httpx.ConnectTimeout),
    (aiohttp.ServerTimeoutError, httpx.ReadTimeout),
    (aiohttp.ServerDisconnectedError, httpx.RemoteProtocolError),
    (aiohttp.ClientConnectionResetError, httpx.WriteError),
    (aiohttp.ClientConnectionError, httpx.ReadError),
    (aiohttp.ClientError, httpx.RemoteProtocolError),
    (TimeoutError, httpx.ReadTimeout),
    (OSError, httpx.ReadError),
)


class AiohttpTransport(httpx.AsyncBaseTransport):
    """Sends requests through a session of aiohttp, which is made in the event loop of the first.

    Args:
        tls: The settings and certificates.
        limits: The most connections, and how long an unused one is kept.
        proxy: The proxy of all requests.
    """

    def __init__(self, tls: Any, limits: httpx.Limits, proxy: httpx.Proxy | None = None) -> None:
        self._tls = tls
        self._limits = limits
        self._proxy = proxy
        self._session: aiohttp.ClientSession | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; its answer is still to be read.

        Args:
            request: The request.
        """
        session = self._session or self._begin()
        await _events_of_connections()
        timeouts = request.extensions.get("timeout", {})
        async with _Sending(request, timeouts) as sending:
            answer = await session.request(
                request.method,
                yarl.URL(str(request.url), encoded=True),
                data=sending.data,
                timeout=aiohttp.ClientTimeout(
                    total=None,
                    connect=timeouts.get("pool"),
                    sock_connect=timeouts.get("connect"),
                ),
                server_hostname=request.extensions.get("sni_hostname"),
                allow_redirects=False,
                **self._headers_and_proxy(request),  # no local: a traceback with locals would show the key
            )
        return httpx.Response(
            answer.status,
            headers=answer.raw_headers,
            stream=(body := _Body(answer, request)),
            extensions={
                "http_version": b"HTTP/1.1",
                "reason_phrase": (answer.reason or "").encode("latin-1", "replace"),
                "network_stream": body,
            },
        )

    def _begin(self) -> aiohttp.ClientSession:
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            raise ConfigurationError(
                "AiohttpClient needs asyncio: under trio use httpx.AsyncClient"
            ) from None
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                ssl=self._tls,
                limit=self._limits.max_connections or 0,  # without it the 101st request would wait
                keepalive_timeout=self._limits.keepalive_expiry,
            ),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            skip_auto_headers=_OWN_HEADERS,
            max_line_size=_HEADERS_MAX,
            max_field_size=_HEADERS_MAX,
            request_class=_Request,
            trace_configs=[_queueing()],
        )
        # aiohttp has no argument for it. This package decides what is sent again.
        self._session._retry_connection = False
        return self._session

    def _headers_and_proxy(self, request: httpx.Request) -> dict[str, Any]:
        headers, proxy = request.headers, self._proxy
        if proxy is None:
            return {"headers": _decoded(headers)}
        own = dict(proxy.headers.items())
        if proxy.raw_auth is not None:
            own["Proxy-Authorization"] = f"Basic {b64encode(b':'.join(proxy.raw_auth)).decode()}"
        if request.url.scheme == "http":  # then the proxy reads the request itself
            headers = headers.copy()
            headers.update(own)
        return {
            "headers": _decoded(headers),
            "proxy": yarl.URL(str(proxy.url), encoded=True),
            "proxy_headers": own,
        }

    async def aclose(self) -> None:
        """Close all connections."""
        if self._session is not None:
            await self._session.close()


_CURRENT: ContextVar[_Sending] = ContextVar("dify_ext.sending")


class _Request(aiohttp.ClientRequest):
    """A request that says which connection it got."""

    async def send(self, conn: Any) -> aiohttp.ClientResponse:
        _CURRENT.get().begin(conn.transport)
        return await super().send(conn)


class _Sending:
    """The sending of a request, and the wait for the head of its answer, within their timeouts.

    Failures are raised as httpx's.
    """

    def __init__(self, request: httpx.Request, timeouts: dict[str, float | None]) -> None:
        stream = request.stream
        self._is_small = isinstance(stream, httpx.ByteStream) and len(request.content) <= _AT_ONCE
        # The body, as aiohttp takes it.
        self.data = (request.content or None) if self._is_small else self._pieces(stream)
        self._timeouts = timeouts
        self._timeout = asyncio.timeout(None)
        self._late: httpx.TimeoutException = httpx.WriteTimeout("the server does not take what is sent")
        self.is_queued = False  # all connections are in use
        self._transport: Any = None  # of the connection, once there is one
        self._is_over = False
        self._error: Exception | None = None  # of the body's own source

    def begin(self, transport: Any) -> None:
        """There is a connection."""
        self._transport = transport
        if self._is_small:
            self._expect_answer()

    async def _pieces(self, stream: Any) -> AsyncIterator[bytes]:
        limit, seconds = CURRENT.get(), self._timeouts.get("write")
        try:
            async for piece in stream:
                self._allow(seconds if limit is None else limit.whole(seconds))
                yield piece
                self._allow(None)  # the source may take its time
        except Exception as error:
            self._error = error
            raise
        self._expect_answer()

    def _expect_answer(self) -> None:
        """All is sent. Neither single bytes of the head nor interim answers prolong the wait."""
        if self._is_over:  # the answer came before
            return
        limit, seconds = CURRENT.get(), self._timeouts.get("read")
        if limit is not None:
            limit.progress()
            seconds = limit.left(seconds)
        self._late = httpx.ReadTimeout("nothing useful came in time")
        self._allow(seconds)

    def _allow(self, seconds: float | None) -> None:
        if not self._is_over:
            now = asyncio.get_running_loop().time()
            self._timeout.reschedule(None if seconds is None else now + seconds)

    async def __aenter__(self) -> _Sending:
        _CURRENT.set(self)
        await self._timeout.__aenter__()
        return self

    async def __aexit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        self._is_over = True
        if error is not None and self._transport is not None:
            self._transport.abort()  # to close it would wait until the server has taken what is written
        if error is not None and error is not self._error:
            alone(error)  # its frames in aiohttp hold the headers, and with them the key
        try:
            await self._timeout.__aexit__(kind, error, trace)
        except TimeoutError:
            raise self._late from error
        if self._error is not None and isinstance(error, Exception):
            raise self._error from None
        if self.is_queued and isinstance(error, TimeoutError):
            raise httpx.PoolTimeout("no connection became free") from error
        if isinstance(error, aiohttp.ClientError | OSError):
            raise _as_httpx(error) from error


class _Body(httpx.AsyncByteStream):
    """The body of an answer: what has arrived at once, also if the connection has broken since."""

    def __init__(self, answer: aiohttp.ClientResponse, request: httpx.Request) -> None:
        self._answer = answer
        self._timeouts: dict[str, float | None] = request.extensions.get("timeout", {})
        self._timer = WaitTimer(self._too_late)
        connection = answer.connection  # None if the whole answer has arrived
        self._protocol: Any = None if connection is None else connection.protocol
        self._transport = None if connection is None else connection.transport
        self._closed: asyncio.Future[None] | None = None
        if self._protocol is not None:
            self._closed = self._protocol.closed
            if self._closed is not None:
                self._closed.add_done_callback(self._lost)

    def _lost(self, closed: asyncio.Future[None]) -> None:
        """Wake the reader: aiohttp forgets it if what has come is no HTTP."""
        content, reason = self._answer.content, closed.exception() or self._protocol.exception()
        if not content.is_eof() and content.exception() is None:
            content.set_exception(aiohttp.ClientPayloadError(str(reason)))

    def get_extra_info(self, info: str) -> Any:
        """What is asked about the connection, as of a network stream of httpcore.

        Args:
            info: asyncio's name for it.
        """
        return None if self._transport is None else self._transport.get_extra_info(info)

    def content(self, whole: object) -> AsyncIterator[bytes]:
        """The bytes of the body.

        Args:
            whole: The same as httpx gives it.
        """
        return self

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        content = self._answer.content
        # What arrived comes before an error, which `readany` would raise at once.
        if getattr(content, "_buffer", None):
            return content._read_nowait(-1)
        limit, seconds = CURRENT.get(), self._timeouts.get("read")
        self._timer.start(seconds if limit is None else limit.left(seconds))
        try:
            data = await content.readany()
        except (aiohttp.ClientError, OSError) as error:
            raise _as_httpx(error, self._protocol) from error
        finally:
            self._timer.stop()
        if not data:
            raise StopAsyncIteration
        return data

    def _too_late(self) -> None:
        content = self._answer.content
        if not getattr(content, "_buffer", None) and not content.is_eof():  # else it came just now
            content.set_exception(aiohttp.ServerTimeoutError("nothing useful came in time"))

    async def aclose(self) -> None:
        """Close the connection, unless all was read: then it was given back."""
        self._timer.close()
        if self._closed is not None:
            for forget in (self._lost, _seen):
                self._closed.remove_done_callback(forget)
            self._closed.add_done_callback(_seen)
        is_open = self._answer.connection is not None
        self._answer.close()
        if is_open and self._transport is not None:
            self._transport.abort()


def _seen(closed: asyncio.Future[None]) -> None:
    """An error of a connection that nobody uses is of no interest."""
    closed.exception()


def _queueing() -> aiohttp.TraceConfig:
    """Notes who waits for a free connection: aiohttp has one error for all timeouts."""

    async def note(is_queued: bool, *about: Any) -> None:
        _CURRENT.get().is_queued = is_queued

    config = aiohttp.TraceConfig()
    config.on_connection_queued_start.append(partial(note, True))
    config.on_connection_queued_end.append(partial(note, False))
    return config


def _decoded(headers: httpx.Headers) -> list[tuple[str, str]]:
    """The headers as aiohttp takes them; how a body is sent it says itself."""
    pairs = ((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers.raw)
    return [(name, value) for name, value in pairs if name.lower() != "transfer-encoding"]


async def _events_of_connections() -> None:
    """Let the event loop look at the connections: a closed one is not used again."""
    loop = asyncio.get_running_loop()
    looked = loop.create_future()
    loop.call_soon(looked.set_result, None)
    await looked


def _as_httpx(error: aiohttp.ClientError | OSError, protocol: Any = None) -> httpx.TransportError:
    """The error of httpx for one of aiohttp."""
    kind = next(ours for theirs, ours in _ERRORS if isinstance(error, theirs))
    # aiohttp names a connection that broke and one that ended too early alike.
    if isinstance(error, aiohttp.ClientPayloadError) and isinstance(
        getattr(protocol, "exception", lambda: None)(), OSError
    ):
        kind = httpx.ReadError
    return kind(str(error) or type(error).__name__)
