"""Whom the operations ask: a server, with or without a key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn, Self, TypedDict, Unpack

import httpx

__all__ = ["DEFAULT_BASE_URL", "DEFAULT_TIMEOUT", "AuthenticatedClient", "Client"]

DEFAULT_BASE_URL = "https://api.dify.ai"

# Finite: a server that says nothing is an error after a minute, not a program that hangs. In seconds.
DEFAULT_TIMEOUT = httpx.Timeout(60.0, connect=10.0, pool=10.0)


class _Options(TypedDict, total=False):
    cookies: Mapping[str, str] | None
    headers: Mapping[str, str] | None
    timeout: httpx.Timeout | float | None
    verify_ssl: Any
    follow_redirects: bool
    raise_on_unexpected_status: bool
    httpx_args: Mapping[str, Any] | None


class Client:
    """A server.

    Its connections stay open for the next request; as a context manager it closes them at the end.

    Args:
        base_url: The server, with or without ``/v1`` and a slash at the end.
        cookies: Cookies for every request.
        headers: Headers for every request.
        timeout: Seconds or an ``httpx.Timeout``; ``None`` waits for ever. By default 10 s to connect, 60 s between two pieces of
            the answer.
        verify_ssl: Whether, or with which ``ssl.SSLContext``, certificates are checked.
        follow_redirects: Whether redirects are followed.
        raise_on_unexpected_status: Whether a status that an operation does not document raises ``UnexpectedStatus``; else
            it reads as ``None``.
        httpx_args: Whatever else ``httpx.Client`` and ``httpx.AsyncClient`` take.
    """

    def __init__(
        self,
        base_url: str = DEFAULT_BASE_URL,
        *,
        cookies: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: httpx.Timeout | float | None = DEFAULT_TIMEOUT,
        verify_ssl: Any = True,
        follow_redirects: bool = False,
        raise_on_unexpected_status: bool = True,
        httpx_args: Mapping[str, Any] | None = None,
    ) -> None:
        self.base_url = (
            base_url.rstrip("/").removesuffix("/v1").rstrip("/")
        )  # the operations' paths are whole
        self.raise_on_unexpected_status = raise_on_unexpected_status
        self._cookies = dict(cookies or {})
        self._headers = dict(headers or {})
        self._timeout = timeout
        self._verify_ssl = verify_ssl
        self._follow_redirects = follow_redirects
        self._httpx_args = dict(httpx_args or {})
        self._client: httpx.Client | None = None
        self._async_client: httpx.AsyncClient | None = None
        self._client_is_given = self._async_client_is_given = False

    def __repr__(self) -> str:
        """The server and nothing secret: no token, header or cookie."""
        return f"{type(self).__name__}(base_url={self.base_url!r})"

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled: it holds connections, and often a key, which belongs in no file."""
        raise TypeError(f"a {type(self).__name__} cannot be pickled: make one where it is needed")

    def with_headers(self, headers: Mapping[str, str]) -> Self:
        """A new client that sends these headers too; this one stays as it is."""
        other = self._other()
        other._headers |= headers
        return other

    def with_cookies(self, cookies: Mapping[str, str]) -> Self:
        """A new client that sends these cookies too; this one stays as it is."""
        other = self._other()
        other._cookies |= cookies
        return other

    def with_timeout(self, timeout: httpx.Timeout | float | None) -> Self:
        """A new client with another timeout; this one stays as it is."""
        other = self._other()
        other._timeout = timeout
        return other

    def _other(self) -> Self:
        """A copy that shares nothing which either changes; an httpx client that was given serves both."""
        other = type(self).__new__(type(self))
        other.__dict__.update(self.__dict__)
        other._headers, other._cookies = dict(self._headers), dict(self._cookies)
        other._client = self._client if self._client_is_given else None
        other._async_client = self._async_client if self._async_client_is_given else None
        return other

    def set_httpx_client(self, client: httpx.Client) -> Self:
        """Send through a client of your own, with its proxies, hooks and transport; it is yours to close.

        Headers, cookies, timeout and key that were given here go with each request; where it has a base URL, that one holds.
        """
        self._client, self._client_is_given = client, True
        return self

    def get_httpx_client(self) -> httpx.Client:
        """The httpx client through which requests go; made when first asked for."""
        if self._client is None:
            self._client = httpx.Client(**self._options())
        return self._client

    def set_async_httpx_client(self, async_client: httpx.AsyncClient) -> Self:
        """The same as ``set_httpx_client``, for the ``asyncio`` functions."""
        self._async_client, self._async_client_is_given = async_client, True
        return self

    def get_async_httpx_client(self) -> httpx.AsyncClient:
        """The same as ``get_httpx_client``, for the ``asyncio`` functions."""
        if self._async_client is None:
            self._async_client = httpx.AsyncClient(**self._options())
        return self._async_client

    def _all_headers(self) -> dict[str, str]:
        return self._headers

    def _options(self) -> dict[str, Any]:
        own = {
            "timeout": self._timeout,
            "verify": self._verify_ssl,
            "follow_redirects": self._follow_redirects,
        }
        own |= {"base_url": self.base_url, "headers": self._all_headers(), "cookies": self._cookies}
        return own | self._httpx_args

    def send(self, request: Mapping[str, Any]) -> httpx.Response:
        """Send what an operation's ``_get_kwargs`` gave, and read the whole answer."""
        client = self.get_httpx_client()
        if self._client_is_given:
            request = self._with_own(request, client.base_url)
        return client.send(client.build_request(**request))

    async def send_async(self, request: Mapping[str, Any]) -> httpx.Response:
        """The same as ``send``, awaited."""
        client = self.get_async_httpx_client()
        if self._async_client_is_given:
            request = self._with_own(request, client.base_url)
        return await client.send(client.build_request(**request))

    def _with_own(self, request: Mapping[str, Any], base_url: httpx.URL) -> dict[str, Any]:
        """The request for a client that was given and knows nothing of what we were told."""
        whole = dict(request)
        if not base_url.host:
            whole["url"] = self.base_url + request["url"]
        if headers := {**self._all_headers(), **request.get("headers", {})}:
            whole["headers"] = headers
        if self._cookies:
            whole["cookies"] = self._cookies
        if self._timeout is not DEFAULT_TIMEOUT:
            whole["timeout"] = self._timeout
        return whole

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *args: object) -> None:
        if self._client is not None and not self._client_is_given:
            self._client.close()
            self._client = None  # used again, it opens another

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *args: object) -> None:
        if self._async_client is not None and not self._async_client_is_given:
            await self._async_client.aclose()
            self._async_client = None


class AuthenticatedClient(Client):
    """A server and a key for it.

    Args:
        token: The key; it is in no ``repr`` and cannot be pickled.
        prefix: What stands before the key in the header.
        auth_header_name: The header that carries it.
        base_url: As for ``Client``, and so are all other arguments.
    """

    def __init__(
        self,
        base_url: str = DEFAULT_BASE_URL,
        token: str = "",
        *,
        prefix: str = "Bearer",
        auth_header_name: str = "Authorization",
        **options: Unpack[_Options],
    ) -> None:
        if not token:
            raise ValueError("token is missing: an AuthenticatedClient needs a key")
        super().__init__(base_url, **options)
        self._token = token
        self._prefix = prefix
        self._auth_header_name = auth_header_name

    def _all_headers(self) -> dict[str, str]:
        value = f"{self._prefix} {self._token}" if self._prefix else self._token
        return {self._auth_header_name: value, **self._headers}
