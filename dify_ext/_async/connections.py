"""The connections that a client and its views share: our own, or those of a user's httpx client."""

from __future__ import annotations

import os
import ssl
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, TypeVar
from weakref import WeakKeyDictionary, WeakSet

# sync: from weakref import finalize
import anyio  # sync:
import httpx

from dify_ext._async import _io
from dify_ext._async.local import AsyncLocal, current_loop
from dify_ext._async.network import adapt, hang_up
from dify_ext._console.cookies import NoCookies
from dify_ext._core import environment
from dify_ext._core.limits import Limit
from dify_ext._core.log import mask_httpx

# sync: from dify_ext._core.transport_error import HTTPX_ERRORS
from dify_ext.errors import ConfigurationError

# sync: from dify_ext.errors import DifyError

T = TypeVar("T")

_LIMITS = httpx.Limits(max_connections=10_000, max_keepalive_connections=100, keepalive_expiry=5.0)

# The process and event loop in which a user's client was first used.
_USED: WeakKeyDictionary[httpx.AsyncClient, tuple[int, Any]] = WeakKeyDictionary()

mask_httpx()  # before the first request


class AsyncOwnClient(httpx.AsyncClient):
    """An httpx client of ours: its connections keep the limits of calls, and can be ended."""

    def __init__(self, tls: ssl.SSLContext, proxies: Mapping[str, httpx.Proxy | None]) -> None:
        mounts = {pattern: _by_proxy(proxy, tls) if proxy else None for pattern, proxy in proxies.items()}
        super().__init__(mounts=mounts, verify=tls, trust_env=False, limits=_LIMITS, timeout=None)
        self._cookies = NoCookies()  # httpx would copy what is in it
        self._streams: WeakSet[Any] = WeakSet()  # the open connections
        transports: list[Any] = [self._transport, *(mount.inner for mount in mounts.values() if mount)]
        pools = [transport._pool for transport in transports]
        for pool in pools:
            adapt(pool, self._streams)
        # sync: finalize(self, _close_all, pools)

    def hang_up(self) -> None:
        """End all that is under way."""
        for stream in list(self._streams):
            hang_up(stream)

    # async only
    def abandon(self) -> None:
        """Close the connections of a closed event loop."""
        for stream in list(self._streams):
            stream.abandon()

    # end async only


class AsyncConnections:
    """The httpx client of a client and its views.

    Our own is made for each process and event loop when it is first needed. A user's client is used
    as it is, only in the process and event loop of its first use, and never closed.
    """

    def __init__(self, http_client: object, base_url: str) -> None:
        self._given = None if http_client is None else _checked(http_client)
        if self._given is None:
            # Read here, so that the constructor raises if something cannot be used.
            make = partial(AsyncOwnClient, environment.ssl_context(), environment.proxies(base_url))
            # sync: self._own = Local(make)
            self._own = AsyncLocal(make, AsyncOwnClient.abandon)  # sync:
        self._keeps_limits = getattr(self._given, "_keeps_limits", False)  # sync:
        self._is_closed = False
        # The tasks that the server was asked to stop last.
        self.stopped_tasks: deque[str] = deque(maxlen=1000)

    @property
    def is_own(self) -> bool:
        """Whether the httpx client is ours: then it is known how its requests go out."""
        return self._given is None

    async def within(self, limit: Limit | None, work: Callable[[], Awaitable[T]]) -> T:
        """Let httpx work until the limit of a call, unless the connections look at it themselves.

        Args:
            limit: The limit of the call; None for work that does not wait, as closing.
            work: A method of httpx.
        """
        # sync: try:
        # sync:     return work()
        # sync: except (StopIteration, *HTTPX_ERRORS, DifyError):
        # sync:     raise
        # sync: except BaseException:
        # sync:     # Of a signal: Ctrl-C, an exit, the time limit of a task queue. The pool may
        # sync:     # have lost a connection, so the next call makes another one.
        # sync:     if self.is_own:
        # sync:         self._own.take_all()
        # sync:     raise
        # async only
        if self._keeps_limits:
            return await work()
        steps = _io.uninterrupted(work())
        return await steps if self.is_own or limit is None else await _until(limit, steps)

        # end async only

    def client(self) -> httpx.AsyncClient:
        """The httpx client for a call from here: the only place that makes or chooses one."""
        if self._is_closed:
            raise ConfigurationError("the client is closed: make another one")
        if self._given is None:
            return self._own.get()
        if self._given.is_closed:
            raise ConfigurationError("the http_client= that was given is closed: make another one")
        _refuse_elsewhere(self._given)
        return self._given

    async def aclose(self) -> None:
        """Close our own connections, those of other event loops as far as possible from here.

        A reader in another thread or task gets an error at once.
        """
        if self._given is None:
            self._is_closed = True
            for loop, client in self._own.take_all():
                client.hang_up()
                await _close(client, loop)


class AsyncProxyTransport(httpx.AsyncBaseTransport):
    """Sends requests through a proxy; its failures name the proxy.

    Args:
        proxy: The proxy.
        inner: A transport that uses it.
    """

    def __init__(self, proxy: httpx.Proxy, inner: httpx.AsyncBaseTransport) -> None:
        self._proxy = proxy
        self.inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; its answer is still to be read.

        Args:
            request: The request.
        """
        with environment.proxy_errors(self._proxy):
            response = await self.inner.handle_async_request(request)
            if response.status_code == 407:
                await response.aclose()
                raise httpx.ProxyError("407 Proxy Authentication Required")
            return response

    async def aclose(self) -> None:
        """Close all connections."""
        await self.inner.aclose()


def _by_proxy(proxy: httpx.Proxy, tls: ssl.SSLContext) -> AsyncProxyTransport:
    inner = httpx.AsyncHTTPTransport(proxy=proxy, verify=tls, trust_env=False, limits=_LIMITS)
    return AsyncProxyTransport(proxy, inner)


# async only
async def _until(limit: Limit, awaitable: Awaitable[T]) -> T:
    try:
        with anyio.fail_after(limit.left()):
            return await awaitable
    except TimeoutError as error:
        raise httpx.ReadTimeout("nothing useful came in time") from error


# end async only
async def _close(client: AsyncOwnClient, loop: Any) -> None:
    if loop is current_loop():
        await client.aclose()
    # async only
    elif getattr(loop, "is_running", lambda: False)():
        loop.call_soon_threadsafe(lambda: loop.create_task(client.aclose()))
    else:
        client.abandon()
    # end async only


def _refuse_elsewhere(client: httpx.AsyncClient) -> None:
    """Raise an error if a user's client was first used in another process or event loop."""
    process, loop = _USED.setdefault(client, (os.getpid(), current_loop()))
    if process != os.getpid():
        raise ConfigurationError(
            "your http_client was used before this process was forked: create one in each process, "
            "or do not pass http_client="
        )
    if loop is not current_loop():
        raise ConfigurationError(
            "your http_client was used in another event loop: create one in each event loop, "
            "or do not pass http_client="
        )


def _checked(http_client: object) -> httpx.AsyncClient:
    if isinstance(http_client, httpx.AsyncClient):
        return http_client
    raise ConfigurationError(
        f"http_client must be a {httpx.AsyncClient.__name__} of httpx, not {type(http_client).__name__}"
    )


# sync: def _close_all(pools: list[Any]) -> None:
# sync:     # The pools themselves would wait for their locks: a Ctrl-C may have left one taken.
# sync:     for pool in pools:
# sync:         for connection in pool.connections:
# sync:             connection.close()
