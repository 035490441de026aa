"""The client of an app: ``AsyncDify``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import httpx

from dify_ext._async.resources.made.accessors import AsyncDifyResources
from dify_ext._core import log
from dify_ext._core.options import DEFAULT_MAX_RETRIES, DEFAULT_STALL_TIMEOUT, Options
from dify_ext._redaction import Secret
from dify_ext.errors import ConfigurationError, DifyError

if TYPE_CHECKING:
    from dify_api.client import Client

    from dify_ext._async.connections import AsyncPool
    from dify_ext._async.session import AsyncSession
    from dify_ext._core.doctor import DoctorReport


class AsyncDify(AsyncDifyResources):
    """An app of a Dify server, by its API key (the Service API, ``/v1``).

    What is not passed is read from the environment, once, here: ``DIFY_API_KEY``, ``DIFY_USER``, ``DIFY_BASE_URL``
    (else Dify's cloud), ``DIFY_LOG``. ``base_url`` is the host, with or without ``/v1``. ``user`` is the end user of
    calls that name none. ``timeout`` is in seconds, or an ``httpx.Timeout`` (default: connect 10, pool 10, write 60,
    read 60); ``stall_timeout`` is how many seconds a stream may go without an event. ``max_retries`` says how often a
    request is tried again that can do no harm twice, or that surely did not run. ``http_client`` is your own
    ``httpx.AsyncClient``, with its proxies, TLS, mounts and hooks; it is not closed with this client. A context
    manager.

    A missing key or user is a :class:`ConfigurationError` of the call that needs it, before any I/O.
    """

    def __init__(
        self,
        api_key: str | None = None,
        *,
        user: str | None = None,
        base_url: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        stall_timeout: float = DEFAULT_STALL_TIMEOUT,
        max_retries: int = DEFAULT_MAX_RETRIES,
        http_client: httpx.AsyncClient | None = None,
        default_headers: Mapping[str, str] | None = None,
    ) -> None:
        from dify_ext._async.connections import AsyncPool

        key = Secret.of(api_key)
        del api_key  # no traceback's locals shall show it
        log.setup_from_environment()
        options = Options.read(
            api_key=key,
            user=user,
            base_url=base_url,
            timeout=timeout,
            stall_timeout=stall_timeout,
            max_retries=max_retries,
            default_headers=default_headers,
        )
        self._set_up(options, AsyncPool(http_client), owns_pool=True)

    def _set_up(self, options: Options, pool: AsyncPool, *, owns_pool: bool) -> None:
        self._options = options
        self._pool = pool
        self._owns_pool = owns_pool

    @classmethod
    def _on(cls, options: Options, pool: AsyncPool) -> Self:
        """A client on connections that are another's."""
        view = cls.__new__(cls)
        view._set_up(options, pool, owns_pool=False)
        return view

    def with_options(
        self,
        *,
        api_key: str | None = None,
        user: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        stall_timeout: float | None = None,
        max_retries: int | None = None,
        default_headers: Mapping[str, str] | None = None,
    ) -> Self:
        """A view with other options over the same connections: cheap, so that one process serves many apps and end
        users.

        What is left out, or None, is unchanged; headers are added to those there are. Closing a view closes nothing.
        """
        key = Secret.of(api_key)
        del api_key
        options = self._options.replace(
            api_key=key,
            user=user,
            timeout=timeout,
            stall_timeout=stall_timeout,
            max_retries=max_retries,
            default_headers=default_headers,
        )
        return self._on(options, self._pool)

    @cached_property
    def _session(self) -> AsyncSession:
        from dify_ext._async.session import ApiKeyAuth, AsyncSession

        return AsyncSession(self._options, self._pool, ApiKeyAuth(self._options))

    @property
    def low_level(self) -> Client:
        """A generated ``dify_api`` client on the same connections, key, retries and timeouts."""
        return self._session.low_level

    async def doctor(self) -> DoctorReport:
        """Find out whether the server is reached, its release, whether the key is accepted and of the right kind, the
        app's mode, and how far the clocks are apart. It raises only where nothing can be asked (there is no key, the
        client is closed); print the report.

        GET /v1/info; with a key for knowledge bases, GET /v1/datasets
        """
        from dify_ext._core.doctor import report_on
        from dify_ext._core.options import key_kind

        kind = key_kind(self._options.need_api_key())
        url = "/v1/datasets?limit=1" if kind == "dataset" else "/v1/info"
        try:
            outcome: httpx.Response | DifyError = await self._session.send({"method": "GET", "url": url})
        except ConfigurationError:
            raise
        except DifyError as error:
            outcome = error
        return report_on(self._options.base_url, kind, outcome)

    async def aclose(self) -> None:
        """Close the connections that this client made; a view's, and a user's own, stay open."""
        if self._owns_pool:
            await self._pool.aclose()

    async def __aenter__(self) -> AsyncDify:
        return self

    async def __aexit__(self, *args: object) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        if "_options" not in self.__dict__:
            return f"<{type(self).__name__}, not made>"
        key = "set" if self._options.api_key else "not set"
        return f"{type(self).__name__}(base_url={self._options.base_url!r}, user={self._options.user!r}, api_key={key})"

    def __reduce__(self) -> tuple[Any, ...]:
        # Without the key, which is read from the environment where this is unpickled; connections do not travel.
        return _unpickle, (type(self), self._options.without_secrets())


def _unpickle(kind: type[AsyncDify], options: dict[str, Any]) -> AsyncDify:
    return kind(**options)
