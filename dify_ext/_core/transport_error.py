"""Our errors for the exceptions of httpx: no answer came, or its bytes cannot be read. Pure."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from dify_ext._core.limits import Limit
from dify_ext._redaction import alone, shown
from dify_ext.errors import (
    ConfigurationError,
    ConnectionFailed,
    DifyError,
    RequestTimeout,
    ResponseDecodeError,
    bare,
    one_line,
)

# All that httpx raises, on purpose or by accident.
HTTPX_ERRORS = (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, UnicodeError)

_TRUST = (
    "trust the certificate of its authority: set SSL_CERT_FILE to a PEM file, or pass "
    "http_client=httpx.Client(verify=...) (httpx.AsyncClient for an async client)"
)


def our_error(
    error: Exception,
    request: httpx.Request | None,
    limit: Limit | None = None,
    max_retries: int | None = None,
) -> DifyError:
    """Our error for an exception of httpx; the caller chains the cause.

    ``max_retries`` is left out if the answer had begun.
    """
    if limit is not None and limit.is_over and isinstance(error, httpx.TimeoutException):
        return RequestTimeout("the call did not end within call_timeout=: raise it if the call needs longer")
    if is_bad_url(error):
        alone(error)  # its frames hold half a URL, which has no repr
    if isinstance(error, httpx.RequestError):
        error._request = bare(error._request)  # dask, for one, pickles an error with its causes
    where = "the request"
    if request is not None:
        where = f"{request.method} {shown(request.url.path)} at {request.url.netloc.decode('ascii')}"
    reason = one_line(str(error)) or type(error).__name__
    retries = "" if max_retries is None else f" (max_retries={max_retries})"
    if isinstance(error, httpx.TimeoutException):
        phase = type(error).__name__.removesuffix("Timeout").lower()
        return RequestTimeout(
            f"{where}: nothing within the {phase} timeout ({reason}); raise timeout= if it needs longer"
        )
    if is_bad_url(error):
        reason = "the server redirects or links to a URL that cannot be used; check base_url"
        return ConnectionFailed(f"{where}: {reason}")
    if certificate_error(error):
        return ConnectionFailed(f"{where}: {reason}; {_TRUST}")
    if isinstance(error, httpx.TransportError):
        return ConnectionFailed(f"{where}: {reason}; {_advice(error)}{retries}")
    if isinstance(error, httpx.TooManyRedirects):
        return ConfigurationError(f"the server redirects in circles: {error}; check base_url")
    if isinstance(error, httpx.DecodingError):
        return ResponseDecodeError(f"the answer cannot be decompressed: {error}")
    return ConfigurationError("the body was already read or closed: it can be read only once")


def _advice(error: httpx.TransportError) -> str:
    if isinstance(error, httpx.ProxyError):
        return "check HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY"
    if isinstance(error, httpx.LocalProtocolError):
        return "check default_headers="
    is_connect = isinstance(error, httpx.ConnectError)
    return "check base_url and the network" if is_connect else "the server hung up"


@contextmanager
def our_errors(request: httpx.Request | None) -> Iterator[None]:
    """Turn exceptions of httpx into this package's errors, with the cause chained."""
    try:
        yield
    except HTTPX_ERRORS as error:
        raise our_error(error, request) from error


def certificate_error(error: BaseException | None) -> ssl.SSLCertVerificationError | None:
    """The refusal of the server's certificate among the causes of an error."""
    while error is not None and not isinstance(error, ssl.SSLCertVerificationError):
        error = error.__cause__ or error.__context__
    return error


def is_bad_url(error: Exception) -> bool:
    """Whether httpx could not read a URL: of a redirect (also one not followed), or its host."""
    is_redirect = isinstance(error, httpx.RemoteProtocolError) and "location header" in str(error)
    return is_redirect or isinstance(error, httpx.InvalidURL | UnicodeError)
