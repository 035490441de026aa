"""The client of an app: ``AsyncDify``."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Self

import httpx

from dify_ext._async import _io
from dify_ext._async.resources.made.accessors import AsyncDifyResources
from dify_ext._async.resources.made.hooks import AsyncHook, _AsyncHooked
from dify_ext._core import log
from dify_ext._core.hooks import Hooks, Kind
from dify_ext._core.lazy import cached_property
from dify_ext._core.options import (
    DEFAULT_MAX_RESPONSE_BYTES,
    DEFAULT_MAX_RETRIES,
    DEFAULT_STALL_TIMEOUT,
    Options,
)
from dify_ext._redaction import HiddenHeaders, Secret
from dify_ext.errors import ConfigurationError, DifyError

if TYPE_CHECKING:
    from dify_api.client import Client

    from dify_ext._async.connections import AsyncConnections
    from dify_ext._async.session import AsyncSession
    from dify_ext._core.doctor import DoctorReport
    from dify_ext._core.health import Health
    from dify_ext._core.operation_call import Call


class AsyncDify(AsyncDifyResources, _AsyncHooked):
    """An app of a Dify server, by its API key (the Service API, ``/v1``). A context manager.

    Arguments that are None are read from the environment, once, here: ``DIFY_API_KEY``,
    ``DIFY_USER``, ``DIFY_BASE_URL``, ``DIFY_LOG``. A missing key or user is a
    :class:`ConfigurationError` of the call that needs it, before any I/O.

    Args:
        api_key: The key of the app, or a key for knowledge bases.
        user: The end user of calls that name none.
        base_url: The host, with or without ``/v1``; by default Dify's cloud.
        timeout: Seconds for each step on the wire, or an ``httpx.Timeout``. Default: connect 10,
            pool 10, write 60, read 60. It does not bound a whole call: ``call_timeout`` does.
        stall_timeout: Seconds that a stream may go without an event.
        call_timeout: Seconds for a whole call with its retries, or a whole run, which is then
            stopped on the server. None: no limit.
        max_retries: How often a request is sent again, if that can do no harm.
        max_response_bytes: The largest JSON answer that is read, in bytes after decompression.
        http_client: Your own ``httpx.AsyncClient``, with its proxies, TLS, mounts and hooks. It is
            not closed with this client.
        default_headers: Headers of each request.
        on_event: Hooks for the events of all streams, in order: functions, or pairs
            ``(kind, function)``; :meth:`on` says what they may do.

    Raises:
        ConfigurationError: A value, or a variable for proxies or certificates, cannot be used.
    """

    def __init__(
        self,
        api_key: str | None = None,
        *,
        user: str | None = None,
        base_url: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        stall_timeout: float = DEFAULT_STALL_TIMEOUT,
        call_timeout: float | None = None,
        max_retries: int = DEFAULT_MAX_RETRIES,
        max_response_bytes: int = DEFAULT_MAX_RESPONSE_BYTES,
        http_client: httpx.AsyncClient | None = None,
        default_headers: Mapping[str, str] | None = None,
        on_event: Iterable[AsyncHook[Any] | tuple[Kind | tuple[Kind, ...], AsyncHook[Any]]] = (),
    ) -> None:
        from dify_ext._async.connections import AsyncConnections

        key, headers = Secret.of(api_key), HiddenHeaders.of(default_headers)
        del api_key, default_headers  # no locals of a traceback show them
        log.setup_from_environment()
        options = Options.read(
            api_key=key,
            user=user,
            base_url=base_url,
            timeout=timeout,
            stall_timeout=stall_timeout,
            call_timeout=call_timeout,
            max_retries=max_retries,
            max_response_bytes=max_response_bytes,
            default_headers=headers,
        )
        hooks = Hooks(awaits=_io.AWAITS)
        hooks.add_all(on_event)
        self._set_up(options, AsyncConnections(http_client, options.base_url), hooks)

    def _set_up(
        self, options: Options, connections: AsyncConnections, hooks: Hooks, *, is_view: bool = False
    ) -> None:
        self._options = options
        self._connections = connections
        self._hooks = hooks
        self._is_view = is_view

    @classmethod
    def _on(cls, options: Options, connections: AsyncConnections) -> Self:
        view = cls.__new__(cls)
        view._set_up(options, connections, Hooks(awaits=_io.AWAITS), is_view=True)
        return view

    def with_options(
        self,
        *,
        api_key: str | None = None,
        user: str | None = None,
        timeout: float | httpx.Timeout | None = None,
        stall_timeout: float | None = None,
        call_timeout: float | None = None,
        max_retries: int | None = None,
        max_response_bytes: int | None = None,
        default_headers: Mapping[str, str] | None = None,
    ) -> Self:
        """Make a view with other options on the same connections; None leaves an option as it is.

        It is cheap, so that one process serves many apps and end users. Closing a view closes
        nothing.

        Args:
            api_key: The key of another app.
            user: Another end user.
            timeout: Seconds for each step on the wire, or an ``httpx.Timeout``; not for a call.
            stall_timeout: Seconds that a stream may go without an event.
            call_timeout: Seconds for a whole call with its retries, or a whole run.
            max_retries: How often a request may be sent again.
            max_response_bytes: The largest JSON answer that is read, in bytes.
            default_headers: Headers of each request, added to those of this client.

        Returns:
            A client of the same class.

        Raises:
            ConfigurationError: A value cannot be used.
        """
        key, headers = Secret.of(api_key), HiddenHeaders.of(default_headers)
        del api_key, default_headers
        options = self._options.replace(
            api_key=key,
            user=user,
            timeout=timeout,
            stall_timeout=stall_timeout,
            call_timeout=call_timeout,
            max_retries=max_retries,
            max_response_bytes=max_response_bytes,
            default_headers=headers,
        )
        view = type(self).__new__(type(self))
        vars(view).update(own_attributes(self))  # those of a subclass
        view._set_up(options, self._connections, Hooks(self._hooks), is_view=True)
        return view

    @cached_property
    def _session(self) -> AsyncSession:
        from dify_ext._async.session import AsyncSession
        from dify_ext._core.key_auth import KeyAuth

        session = AsyncSession(self._options, self._connections, KeyAuth(self._options))
        session.hooks = self._hooks
        return session

    @property
    def low_level(self) -> Client:
        """A generated ``dify_api`` client on the same connections, key, retries and timeouts."""
        return self._session.low_level

    async def doctor(self) -> DoctorReport:
        """Check the server, its release, the key and its kind, the app's mode, and the clocks.

        Returns:
            The report; print it.

        Raises:
            ConfigurationError: There is no key, or the client is closed.

        GET /v1/info; with a key for knowledge bases, GET /v1/datasets
        """
        from dify_ext._core.doctor import report_on

        self._options.need_api_key()
        kind = self._options.key_kind
        try:
            outcome: httpx.Response | DifyError = (await self._session.send(self._question())).response
        except ConfigurationError:
            raise
        except DifyError as error:
            outcome = error
        return report_on(self._options.base_url, kind, outcome)

    async def health(self, *, timeout: float = 5.0) -> Health:
        """Check that the server answers and takes the key. :class:`AsyncHealthCheck` checks many.

        Args:
            timeout: Seconds for the check; nothing is tried twice.

        Returns:
            The health, with one of nine statuses. No failure is raised.

        GET /v1/info; with a key for knowledge bases, GET /v1/datasets
        """
        from dify_ext._core.health import health_of

        started = time.monotonic()
        try:
            await self._session.execute(self._question(), {"call_timeout": timeout, "max_retries": 0})
        except DifyError as error:
            return health_of(error, time.monotonic() - started)
        return health_of(None, time.monotonic() - started)

    def _question(self) -> Call[Any]:
        """A call that any key of its kind may make."""
        from dify_api.api.app import get_app_info
        from dify_api.api.datasets import list_datasets

        from dify_ext._core.operation_call import call

        return call(list_datasets, limit=1) if self._options.key_kind == "dataset" else call(get_app_info)

    async def aclose(self) -> None:
        """Close the connections that this client made; a view's, and a user's own, stay open."""
        if not self._is_view:
            await self._connections.aclose()

    async def __aenter__(self) -> AsyncDify:
        return self

    async def __aexit__(self, *args: object) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        if "_options" not in self.__dict__:
            return f"<{type(self).__name__}, not made>"
        key = "set" if self._options.api_key else "not set"
        options = self._options
        return f"{type(self).__name__}(base_url={options.base_url!r}, user={options.user!r}, api_key={key})"

    def __copy__(self) -> Self:
        """The same client: it is shared, not doubled, within a process."""
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        # Without connections, and without the key, which is read from the environment.
        hooks = self._hooks.for_pickle()
        return _unpickle, (type(self), self._options.without_secrets(), own_attributes(self), hooks)


_OURS = {"_options", "_connections", "_hooks", "_is_view"}


def own_attributes(client: AsyncDify) -> dict[str, Any]:
    """The attributes that a subclass has given to a client."""
    lazy = {
        name
        for kind in type(client).__mro__
        for name, it in vars(kind).items()
        if isinstance(it, cached_property)
    }
    return {name: value for name, value in vars(client).items() if name not in _OURS | lazy}


def _unpickle(
    kind: type[AsyncDify], options: dict[str, Any], attributes: dict[str, Any], on_event: Iterable[Any] = ()
) -> AsyncDify:
    from dify_ext._async.connections import AsyncConnections

    client = kind.__new__(kind)
    vars(client).update(attributes)
    hooks = Hooks(awaits=_io.AWAITS)
    hooks.add_all(on_event)
    client._set_up(Options.read(**options), AsyncConnections(None, options["base_url"]), hooks)
    return client
