# Made from dify_ext/_async/low_level.py by scripts/regenerate: change that one.
"""The generated client on a session's connections, key, retries and timeouts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn

import httpx
from dify_api.client import Client

from dify_ext._core.lazy import cached_property
from dify_ext._core.options import same_origin
from dify_ext.errors import ConfigurationError, TransportError

if TYPE_CHECKING:
    from dify_ext._sync.session import Session

# Only the console gets its tokens and cookies.
_PRIVATE_HEADERS = ("Authorization", "Cookie", "X-CSRF-Token", "X-WORKSPACE-ID")


class LowLevelClient(Client):
    """A generated client that sends through a session: ``client.low_level``.

    An operation gives its documented answers and raises its own errors, or ``httpx.HTTPError`` if
    there was no answer.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session.options.base_url)
        self._transport = _Transport(session)

    def send(self, request: Mapping[str, Any]) -> httpx.Response:
        """Send the request of an operation, and read the whole answer.

        Args:
            request: The result of the operation's ``_get_kwargs``.
        """
        session = self._transport.session
        whole = self._with_own(request, httpx.URL(self.base_url))
        client = session.connections.client()
        return self._transport.send(session.build(whole, session.options, client))

    def get_httpx_client(self) -> httpx.Client:
        """An httpx client that sends any request through the session."""
        return self._http_client

    def _of_other_flavour(self) -> NoReturn:
        # It would go out without a key, on connections that nobody closes.
        raise ConfigurationError("asyncio functions need the low_level of an async client")

    get_async_httpx_client = _of_other_flavour

    @cached_property
    def _http_client(self) -> httpx.Client:
        options = self._transport.session.options
        return httpx.Client(
            base_url=options.base_url, timeout=options.timeout, transport=self._transport, trust_env=False
        )


class _Transport(httpx.BaseTransport):
    """Sends the requests of another httpx client through a session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if self.session.is_private and not same_origin(request.url, self.session.options.base_url):
            for header in _PRIVATE_HEADERS:
                request.headers.pop(header, None)
        return self.send(request)

    def send(self, request: httpx.Request) -> httpx.Response:
        """The whole answer to a request, whatever its status."""
        try:
            body = self.session.exchange(request, auth=self.session.auth)
        except TransportError as error:
            if isinstance(error.__cause__, httpx.HTTPError):
                raise error.__cause__ from error
            raise
        return body.response
