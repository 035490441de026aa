# Made from dify_ext/_async/connections.py by scripts/regenerate: change that one.
"""What lies between a client and the wire: connections that may be the user's own, and retries, here alone."""

from __future__ import annotations

import ssl
import time
import weakref
from collections.abc import Iterator

import httpx

from dify_ext._core import environment
from dify_ext._core.cookies import forget_cookies, no_cookies
from dify_ext._core.log import logger, mask_httpx
from dify_ext._core.options import same_origin
from dify_ext._core.retry import Attempts
from dify_ext._redaction import shown
from dify_ext._sync import _io
from dify_ext._sync.uploads import UploadStream
from dify_ext.errors import ConfigurationError

_LIMITS = httpx.Limits(max_connections=1000, max_keepalive_connections=100, keepalive_expiry=5.0)
_PRIVATE_HEADERS = ("Authorization", "Cookie", "X-CSRF-Token", "X-WORKSPACE-ID")
_OF_THE_WIRE = ("content-encoding", "content-length", "transfer-encoding")
# Extensions of a request: its answer is read as it comes; it is sent once; it goes to another's server, with nothing of
# the user's.
STREAMED, ONCE, FOREIGN = "dify_ext.streamed", "dify_ext.once", "dify_ext.foreign"


mask_httpx()  # before the first answer comes


def add_missing(headers: httpx.Headers, more: httpx.Headers) -> None:
    """Add headers that are not there; in a frame of its own, for a traceback's locals would show the last."""
    for name, value in more.raw:
        headers.setdefault(name.decode("latin-1"), value.decode("latin-1"))


class Pool:
    """The connections that a client and its views share; its own are closed with it, a user's are left alone."""

    def __init__(self, http_client: object, base_url: str) -> None:
        self.is_own = http_client is None
        self.client = _own_client(base_url) if http_client is None else _checked(http_client)
        self._finalizer = weakref.finalize(self, self.client.close) if self.is_own else None

    def close(self) -> None:
        """Close the connections, if they are our own."""
        if self.is_own:
            self.client.close()


def _own_client(base_url: str) -> httpx.Client:
    tls = environment.ssl_context()
    proxies = environment.proxies(base_url)
    return httpx.Client(
        mounts={
            pattern: None if proxy is None else _ProxyTransport(proxy, tls)
            for pattern, proxy in proxies.items()
        },
        verify=tls,
        trust_env=False,
        limits=_LIMITS,
        timeout=None,
        cookies=no_cookies(),
    )


class _ProxyTransport(httpx.HTTPTransport):
    """Sends requests through a proxy of the environment; its failures name the proxy."""

    def __init__(self, proxy: httpx.Proxy, tls: ssl.SSLContext) -> None:
        super().__init__(proxy=proxy, verify=tls, trust_env=False, limits=_LIMITS)
        self._proxy = proxy

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        with environment.proxy_errors(self._proxy):
            response = super().handle_request(request)
            if response.status_code == 407:
                response.close()
                raise httpx.ProxyError("407 Proxy Authentication Required")
            return response


def _checked(http_client: object) -> httpx.Client:
    if isinstance(http_client, httpx.Client):
        return http_client
    raise ConfigurationError(
        f"http_client must be a {httpx.Client.__name__} of httpx, not {type(http_client).__name__}"
    )


class PoolTransport(httpx.BaseTransport):
    """Hands each request to a client's pool: a user's proxies, TLS, mounts and hooks hold, its auth does not."""

    def __init__(self, pool: Pool, private_to: str | None = None) -> None:
        self._pool = pool
        self._private_to = (
            private_to  # a console's root: then nobody else sees its tokens and cookies, nor any jar
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        client = self._pool.client
        if client.is_closed:
            raise ConfigurationError("the client is closed")
        redirects = httpx.USE_CLIENT_DEFAULT if self._private_to is None else False
        if self._private_to is not None and not same_origin(request.url, self._private_to):
            for header in _PRIVATE_HEADERS:
                request.headers.pop(header, None)
        # A user's default headers, which httpx adds only to what it builds itself.
        if not request.extensions.get(FOREIGN):
            add_missing(request.headers, client.headers)
        try:
            response = client.send(request, stream=True, auth=None, follow_redirects=redirects)
        except httpx.HTTPStatusError as error:  # A hook of the user's judges statuses, as we do above.
            response = error.response
        if self._private_to is not None:
            forget_cookies(client.cookies.jar)
        if response.is_closed:  # A hook has read it, then it is decoded already; or dropped it.
            content = response.content if response.is_stream_consumed else b""
            headers = [(k, v) for k, v in response.headers.multi_items() if k.lower() not in _OF_THE_WIRE]
            return httpx.Response(response.status_code, headers=headers, content=content)
        return httpx.Response(
            response.status_code,
            headers=response.headers,
            stream=_Unwrapped(response),
            extensions=response.extensions,
        )


class _Unwrapped(httpx.SyncByteStream):
    """The undecoded body of a response of the inner client, closed with it."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        assert isinstance(self._response.stream, httpx.SyncByteStream)
        return iter(self._response.stream)

    def close(self) -> None:
        self._response.close()


class RetryTransport(httpx.BaseTransport):
    """Sends a request until it is answered, or :mod:`dify_ext._core.retry` gives up; logs a line for each try."""

    def __init__(self, inner: httpx.BaseTransport, max_retries: int) -> None:
        self._inner = inner
        self._max_retries = max_retries

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        max_retries = 0 if request.extensions.get(ONCE) else self._max_retries
        attempts = Attempts(request.method, request.url.path, max_retries)
        try:
            while True:
                response, wait = self._try(request, attempts)
                if response is not None:
                    return response
                logger.info("%s %s: trying again in %.2f s", request.method, shown(request.url.path), wait)
                _io.sleep(wait)
        finally:
            if isinstance(request.stream, UploadStream):
                request.stream.close_source()

    def _try(self, request: httpx.Request, attempts: Attempts) -> tuple[httpx.Response | None, float]:
        """Send it once: the answer to keep, or the seconds to wait before the next try."""
        started = time.monotonic()
        number = attempts.made
        try:
            response = self._inner.handle_request(request)
            # Read here, an answer that breaks off is one that was lost; and 400 and 429 say whether to try again.
            streamed = request.extensions.get(STREAMED) and response.status_code not in (400, 429)
            content = b"" if streamed else whole(response)
        except httpx.TransportError as error:
            _log(request, type(error).__name__, started, number)
            wait = attempts.after_failure(error, resendable=_resendable(request))
            if wait is None:
                raise
            return None, wait
        _log(request, str(response.status_code), started, number, response)
        wait = attempts.after_answer(
            response.status_code, response.headers, content, resendable=_resendable(request)
        )
        if wait is None and not attempts.found_deleted(response.status_code):
            return response, 0.0
        response.close()
        if wait is not None:
            return None, wait
        return httpx.Response(204, headers={"X-Version": response.headers.get("x-version", "")}), 0.0


def whole(response: httpx.Response) -> bytes:
    """The whole body; a response that cannot be read is closed."""
    try:
        return response.read()
    except BaseException:
        response.close()
        raise


def _resendable(request: httpx.Request) -> bool:
    """Whether the body can be sent from its beginning again."""
    stream = request.stream
    return stream.resendable if isinstance(stream, UploadStream) else isinstance(stream, httpx.ByteStream)


def _log(
    request: httpx.Request, outcome: str, started: float, attempt: int, response: httpx.Response | None = None
) -> None:
    milliseconds = (time.monotonic() - started) * 1000
    request_id = (response.headers.get("x-request-id") if response else None) or "-"
    logger.info(
        "%s %s %s in %.0f ms, attempt %d, request id %s",
        *(request.method, shown(request.url.path), outcome, milliseconds, attempt, request_id),
    )
