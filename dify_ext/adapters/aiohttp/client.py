"""``AiohttpClient``: an ``httpx.AsyncClient`` on the connections of aiohttp."""

from __future__ import annotations

import ssl
from importlib.util import find_spec
from typing import Any

import httpx

from dify_ext._async.connections import AsyncProxyTransport
from dify_ext._console.cookies import NoCookies
from dify_ext._core import environment
from dify_ext._core.options import DEFAULT_TIMEOUT
from dify_ext.errors import ConfigurationError

LIMITS = httpx.Limits(max_connections=10_000, keepalive_expiry=5.0)


class AiohttpClient(httpx.AsyncClient):
    """An ``httpx.AsyncClient`` on aiohttp: ``AsyncDify(http_client=AiohttpClient())``.

    It costs less with many streams at once, and all promises of a client hold on it. It needs the
    extra ``aiohttp`` and asyncio (also uvloop). As any client of your own it belongs to one process
    and one event loop, and is closed by you: use it as a context manager, or call ``aclose()``.

    Retries, redirects, cookies and decompression of aiohttp are off: those of this package and of
    httpx hold. HTTP/2 and SOCKS proxies are not possible.

    Args:
        verify: False to trust any certificate, or an ``ssl.SSLContext``. True trusts the
            authorities of ``SSL_CERT_FILE`` or ``SSL_CERT_DIR``, else those of certifi.
        limits: The most connections, and the seconds that an unused one is kept. aiohttp does not
            look at ``max_keepalive_connections``. Default: 10,000 connections, 5 seconds.
        timeout: The timeouts of requests that bring none; those of a Dify client do.
        proxy: The URL of a proxy for all requests. None reads the environment (``HTTP_PROXY``,
            ``HTTPS_PROXY``, ``ALL_PROXY``, ``NO_PROXY``), except networks in ``NO_PROXY``.
        trust_env: False does not read proxies and certificates from the environment.
        options: More arguments of ``httpx.AsyncClient``, such as ``event_hooks``.

    Raises:
        ConfigurationError: The extra is missing, or an argument or variable cannot be used.
    """

    # What a Dify client asks: the transport itself ends each wait at the limit of the call, and
    # yields to the event loop only to wait.
    _keeps_limits = True

    def __init__(
        self,
        *,
        verify: ssl.SSLContext | bool = True,
        limits: httpx.Limits = LIMITS,
        timeout: float | httpx.Timeout | None = DEFAULT_TIMEOUT,
        proxy: str | httpx.Proxy | None = None,
        trust_env: bool = True,
        **options: Any,
    ) -> None:
        if find_spec("aiohttp") is None:
            raise ConfigurationError("AiohttpClient needs aiohttp: pip install 'dify-ext[aiohttp]'")
        from dify_ext.adapters.aiohttp.transport import AiohttpTransport

        for name in ("transport", "mounts", "http1", "http2", "cert"):
            if options.pop(name, None):
                raise ConfigurationError(
                    f"AiohttpClient does not accept {name}=: aiohttp does not support it"
                )
        tls = _tls(verify, trust_env)
        proxies: dict[str, httpx.Proxy | None] = {}
        if proxy is not None:
            proxies = {"all://": httpx.Proxy(proxy) if isinstance(proxy, str) else proxy}
        elif trust_env:
            proxies = environment.proxies("http://none.invalid")
        if any(other and other.url.scheme.startswith("socks") for other in proxies.values()):
            raise ConfigurationError(
                "aiohttp does not support SOCKS proxies: use an http:// proxy, or httpx.AsyncClient"
            )
        super().__init__(
            transport=AiohttpTransport(tls, limits),
            mounts={
                pattern: AsyncProxyTransport(other, AiohttpTransport(tls, limits, other)) if other else None
                for pattern, other in proxies.items()
            },
            timeout=timeout,
            trust_env=False,
            **options,
        )
        if "cookies" not in options:
            self._cookies = NoCookies()


def _tls(verify: ssl.SSLContext | bool, trust_env: bool) -> ssl.SSLContext:
    if isinstance(verify, ssl.SSLContext):
        return verify
    if verify and trust_env:
        return environment.ssl_context()
    return httpx.create_ssl_context(verify=verify, trust_env=False)
