# Made from dify_ext/_async/client_base.py by scripts/regenerate: change that one.
"""The base of both clients: options, connections, the session, closing and pickling."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Self

from dify_ext._core import log
from dify_ext._core.lazy import cached_property
from dify_ext._core.options import Options, RequestOptions
from dify_ext.errors import DifyError

if TYPE_CHECKING:
    from dify_api.client import Client

    from dify_ext._core.health import Health
    from dify_ext._sync.connections import Connections
    from dify_ext._sync.session import Session


class ClientBase(ABC):
    """A client, or a view of one on the same connections."""

    _options: Options
    _connections: Connections
    _is_view: bool

    def _connect(self, options: Options, http_client: object = None) -> None:
        """Set the options and create connections; called once for each client, not for views."""
        from dify_ext._sync.connections import Connections

        log.setup_from_environment()
        self._options, self._is_view = options, False
        self._connections = Connections(http_client, options.base_url)

    @cached_property
    @abstractmethod
    def _session(self) -> Session: ...

    @abstractmethod
    def _check(self, options: RequestOptions) -> object:
        """Make a call that every key or account may make."""

    @abstractmethod
    def _who(self) -> str:
        """What the repr shows besides the server."""

    @property
    def low_level(self) -> Client:
        """A generated ``dify_api`` client on the same connections, authentication and options."""
        return self._session.low_level

    def health(self, *, timeout: float = 5.0) -> Health:
        """Check that the server answers and accepts the key or account.

        :class:`HealthCheck` checks many clients at the same time.

        Args:
            timeout: Seconds for the check, including a sign-in. There are no retries.

        Returns:
            The health, with one of nine statuses. A failure is not raised.

        GET /v1/info, GET /v1/datasets (a key for knowledge bases) or GET /console/api/apps
        """
        from dify_ext._core.health import health_of

        started, failure = time.monotonic(), None
        try:
            self._check({"call_timeout": timeout, "max_retries": 0})
        except DifyError as error:
            failure = error
        return health_of(failure, time.monotonic() - started)

    def close(self) -> None:
        """Close the connections of this client. A view or your own ``http_client`` stays open."""
        if not self._is_view:
            self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *args: object) -> None:
        self.close()

    def __repr__(self) -> str:
        if "_options" not in self.__dict__:
            return f"<{type(self).__name__}, not made>"
        return f"{type(self).__name__}(base_url={self._options.base_url!r}, {self._who()})"

    def __copy__(self) -> Self:
        """The same client: copies share it."""
        return self

    def __deepcopy__(self, memo: object) -> Self:
        return self

    def __getstate__(self) -> dict[str, Any]:
        # Without connections and secrets: secrets are read from the environment again.
        state = self._attributes()
        del state["_connections"]
        return {**state, "_options": self._options.without_secrets()}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self._connect(state["_options"])

    def _attributes(self) -> dict[str, Any]:
        """All attributes except cached properties."""
        lazy = {
            name
            for kind in type(self).__mro__
            for name, attribute in vars(kind).items()
            if isinstance(attribute, cached_property)
        }
        return {name: value for name, value in vars(self).items() if name not in lazy}
