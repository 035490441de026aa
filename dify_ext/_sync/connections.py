# Made from dify_ext/_async/connections.py by scripts/regenerate: change that one.
"""The connections that a client and its views share: our own, or those of a user's httpx client."""

from __future__ import annotations

import os
import ssl
from collections import deque
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeVar
from weakref import WeakKeyDictionary, WeakSet, finalize

import httpx

from dify_ext._console.cookies import NoCookies
from dify_ext._core import environment
from dify_ext._core.limits import Limit
from dify_ext._core.log import mask_httpx
from dify_ext._core.transport_error import HTTPX_ERRORS
from dify_ext._sync.local import Local, current_loop
from dify_ext._sync.network import adapt, hang_up
from dify_ext.errors import ConfigurationError, DifyError

T = TypeVar("T")

_LIMITS = httpx.Limits(max_connections=10_000, max_keepalive_connections=100, keepalive_expiry=5.0)

# The process and event loop in which a user's client was first used.
_USED: WeakKeyDictionary[httpx.Client, tuple[int, Any]] = WeakKeyDictionary()

mask_httpx()  # before the first request


class OwnClient(httpx.Client):
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
        finalize(self, _close_all, pools)

    def hang_up(self) -> None:
        """End all that is under way."""
        for stream in list(self._streams):
            hang_up(stream)


class Connections:
    """The httpx client of a client and its views.

    Our own is made for each process and event loop when it is first needed. A user's client is used
    as it is, only in the process and event loop of its first use, and never closed.
    """

    def __init__(self, http_client: object, base_url: str) -> None:
        self._given = None if http_client is None else _checked(http_client)
        if self._given is None:
            # Read here, so that the constructor raises if something cannot be used.
            make = partial(OwnClient, environment.ssl_context(), environment.proxies(base_url))
            self._own = Local(make)
        self._is_closed = False
        # The tasks that the server was asked to stop last.
        self.stopped_tasks: deque[str] = deque(maxlen=1000)

    @property
    def is_own(self) -> bool:
        """Whether the httpx client is ours: then it is known how its requests go out."""
        return self._given is None

    def within(self, limit: Limit | None, work: Callable[[], T]) -> T:
        """Let httpx work until the limit of a call, unless the connections look at it themselves.

        Args:
            limit: The limit of the call; None for work that does not wait, as closing.
            work: A method of httpx.
        """
        try:
            return work()
        except (StopIteration, *HTTPX_ERRORS, DifyError):
            raise
        except BaseException:
            # Of a signal: Ctrl-C, an exit, the time limit of a task queue. The pool may
            # have lost a connection, so the next call makes another one.
            if self.is_own:
                self._own.take_all()
            raise

    def client(self) -> httpx.Client:
        """The httpx client for a call from here: the only place that makes or chooses one."""
        if self._is_closed:
            raise ConfigurationError("the client is closed: make another one")
        if self._given is None:
            return self._own.get()
        if self._given.is_closed:
            raise ConfigurationError("the http_client= that was given is closed: make another one")
        _refuse_elsewhere(self._given)
        return self._given

    def close(self) -> None:
        """Close our own connections, those of other event loops as far as possible from here.

        A reader in another thread or task gets an error at once.
        """
        if self._given is None:
            self._is_closed = True
            for loop, client in self._own.take_all():
                client.hang_up()
                _close(client, loop)


class ProxyTransport(httpx.BaseTransport):
    """Sends requests through a proxy; its failures name the proxy.

    Args:
        proxy: The proxy.
        inner: A transport that uses it.
    """

    def __init__(self, proxy: httpx.Proxy, inner: httpx.BaseTransport) -> None:
        self._proxy = proxy
        self.inner = inner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request; its answer is still to be read.

        Args:
            request: The request.
        """
        with environment.proxy_errors(self._proxy):
            response = self.inner.handle_request(request)
            if response.status_code == 407:
                response.close()
                raise httpx.ProxyError("407 Proxy Authentication Required")
            return response

    def close(self) -> None:
        """Close all connections."""
        self.inner.close()


def _by_proxy(proxy: httpx.Proxy, tls: ssl.SSLContext) -> ProxyTransport:
    inner = httpx.HTTPTransport(proxy=proxy, verify=tls, trust_env=False, limits=_LIMITS)
    return ProxyTransport(proxy, inner)


def _close(client: OwnClient, loop: Any) -> None:
    if loop is current_loop():
        client.close()


def _refuse_elsewhere(client: httpx.Client) -> None:
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


def _checked(http_client: object) -> httpx.Client:
    if isinstance(http_client, httpx.Client):
        return http_client
    raise ConfigurationError(
        f"http_client must be a {httpx.Client.__name__} of httpx, not {type(http_client).__name__}"
    )


def _close_all(pools: list[Any]) -> None:
    # The pools themselves would wait for their locks: a Ctrl-C may have left one taken.
    for pool in pools:
        for connection in pool.connections:
            connection.close()
