"""The client of an app: ``AsyncDify``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Self

import httpx

from dify_ext._async import _io
from dify_ext._async.resources.made.accessors import AsyncDifyResources
from dify_ext._async.resources.made.hooks import AsyncHook, _AsyncHooked
from dify_ext._core.hooks import Hooks, Kind
from dify_ext._core.lazy import cached_property
from dify_ext._core.options import (
    DEFAULT_MAX_RESPONSE_BYTES,
    DEFAULT_MAX_RETRIES,
    DEFAULT_STALL_TIMEOUT,
    Options,
    RequestOptions,
)
from dify_ext._redaction import HiddenHeaders, Secret
from dify_ext.errors import ConfigurationError, DifyError

if TYPE_CHECKING:
    from dify_ext._async.connections import AsyncConnections
    from dify_ext._async.session import AsyncSession
    from dify_ext._core.doctor import DoctorReport
    from dify_ext._core.operation_call import Call


class AsyncDify(AsyncDifyResources, _AsyncHooked):
    """A client for an app or for knowledge bases, with an API key (the Service API, ``/v1``).

    Use it as a context manager, or close it. Arguments that are None are read from the environment
    when the client is created: ``DIFY_API_KEY``, ``DIFY_USER``, ``DIFY_BASE_URL``. A call that
    needs a key or user that is missing raises :class:`ConfigurationError` before any I/O.

    Args:
        api_key: The key of the app (``app-…``), or a key for knowledge bases (``dataset-…``).
        user: The end user of all calls that have no ``user=``.
        base_url: The address of the server, with or without ``/v1``. Default: Dify's cloud.
        timeout: Seconds for each step of a request, or an ``httpx.Timeout``. Default: connect 10,
            pool 10, write 60, read 60. To limit a whole call, use ``call_timeout``.
        stall_timeout: The longest time without an event in a stream, in seconds. Default: 300.
        call_timeout: Seconds for a whole call with its retries, or for a whole run, which is then
            stopped on the server. None: no limit.
        max_retries: How often a request is sent again, if that is safe. Default: 2.
        max_response_bytes: The largest JSON answer that is read, in bytes after decompression.
            Default: 64 MiB.
        http_client: Your own ``httpx.AsyncClient``, with its proxies, TLS, mounts and hooks. It is
            not closed with this client.
        default_headers: Headers for each request.
        on_event: Hooks for the events of all streams, in order: functions, or pairs
            ``(kind, function)``. :meth:`on` describes them.

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
        key, headers = Secret.of(api_key), HiddenHeaders.of(default_headers)
        del api_key, default_headers  # no locals of a traceback show them
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
        self._hooks = _hooks_of(on_event)
        self._connect(options, http_client)

    @classmethod
    def _on(cls, options: Options, connections: AsyncConnections) -> Self:
        """A client on the connections of another one."""
        client = cls.__new__(cls)
        client._options, client._connections, client._is_view = options, connections, True
        client._hooks = _hooks_of(())
        return client

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
        """Create a view: a client with other options on the same connections. None: unchanged.

        A view costs little, so one process can serve many apps and end users. Closing a view does
        not close the connections.

        Args:
            api_key: The key of another app.
            user: Another end user.
            timeout: Seconds for each step of a request, or an ``httpx.Timeout``.
            stall_timeout: The longest time without an event in a stream, in seconds.
            call_timeout: Seconds for a whole call with its retries, or a whole run.
            max_retries: How often a request may be sent again.
            max_response_bytes: The largest JSON answer that is read, in bytes.
            default_headers: Headers for each request, added to those of this client.

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
        vars(view).update(self._attributes())  # also those of a subclass
        view._options, view._hooks, view._is_view = options, Hooks(self._hooks), True
        return view

    @cached_property
    def _session(self) -> AsyncSession:
        from dify_ext._async.session import AsyncSession
        from dify_ext._core.key_auth import KeyAuth

        session = AsyncSession(self._options, self._connections, KeyAuth(self._options))
        session.hooks = self._hooks
        return session

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
        kind, question = self._options.key_kind, self._question()
        outcome: httpx.Response | DifyError
        try:
            outcome = response = (await self._session.send(question)).response
            question.decode(response)
        except ConfigurationError:
            raise
        except DifyError as error:
            outcome = error
        return report_on(self._options.base_url, kind, outcome)

    async def _check(self, options: RequestOptions) -> object:
        return await self._session.execute(self._question(), options)

    def _question(self) -> Call[Any]:
        """A call that any key of its kind may make."""
        from dify_api.api.app import get_app_info
        from dify_api.api.datasets import list_datasets

        from dify_ext._core.operation_call import call

        return call(list_datasets, limit=1) if self._options.key_kind == "dataset" else call(get_app_info)

    def _who(self) -> str:
        return f"user={self._options.user!r}, api_key={'set' if self._options.api_key else 'not set'}"

    def __getstate__(self) -> dict[str, Any]:
        return {**super().__getstate__(), "_hooks": self._hooks.for_pickle()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        options, hooks = Options.read(**state["_options"]), _hooks_of(state["_hooks"])
        super().__setstate__({**state, "_options": options, "_hooks": hooks})


def _hooks_of(on_event: Iterable[Any]) -> Hooks:
    hooks = Hooks(awaits=_io.AWAITS)
    hooks.add_all(on_event)
    return hooks
