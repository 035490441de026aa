"""The health of clients: a status for each result of a check. Pure."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final, Literal, TypeAlias

import attrs

from dify_ext.errors import (
    APIError,
    AuthenticationError,
    ConfigurationError,
    DifyError,
    NotFoundError,
    RequestTimeout,
    ServerError,
    TransportError,
)

HealthStatus: TypeAlias = Literal[
    "normal",
    "unauthorized_401",
    "not_found_404",
    "client_error",
    "server_error",
    "timeout",
    "network_error",
    "not_configured",
    "unknown_error",
]
"""``normal``; ``unauthorized_401`` and ``not_found_404`` by the status; ``client_error``, any other
4xx; ``server_error``, 5xx; ``timeout`` and ``network_error``, no answer; ``not_configured``, no
key, account or usable option; ``unknown_error``, anything else (an answer not from Dify)."""

# The first class that an error belongs to decides.
_STATUSES: Final[tuple[tuple[type[DifyError], HealthStatus], ...]] = (
    (AuthenticationError, "unauthorized_401"),
    (NotFoundError, "not_found_404"),
    (ServerError, "server_error"),
    (APIError, "client_error"),
    (RequestTimeout, "timeout"),
    (TransportError, "network_error"),
    (ConfigurationError, "not_configured"),
)


@attrs.frozen
class Health:
    """The health of one client.

    Attributes:
        status: One of nine statuses: ``normal``, ``unauthorized_401``, ``not_found_404``,
            ``client_error``, ``server_error``, ``timeout``, ``network_error``, ``not_configured``,
            ``unknown_error``.
        seconds: The duration of the check in seconds.
        http_status: The HTTP status of the answer; None if there was no answer.
        error: What went wrong, in one line.
        checked_at: The time of the check, in Unix seconds.
    """

    status: HealthStatus
    seconds: float
    http_status: int | None = None
    error: str | None = None
    checked_at: float = attrs.field(factory=time.time)

    @property
    def ok(self) -> bool:
        """Whether the status is ``normal``."""
        return self.status == "normal"

    def __str__(self) -> str:
        return f"{self.status} ({self.seconds:.2f} s)" + (f": {self.error}" if self.error else "")

    def to_dict(self) -> dict[str, Any]:
        """A dictionary for JSON, without absent values."""
        return {name: value for name, value in attrs.asdict(self).items() if value is not None}


@attrs.frozen
class HealthReport:
    """The health of several clients.

    Attributes:
        checks: The health of each client, by its name.
    """

    checks: Mapping[str, Health]

    @property
    def ok(self) -> bool:
        """Whether all are ``normal``."""
        return all(health.ok for health in self.checks.values())

    @property
    def http_status(self) -> int:
        """The status for a probe: 200 if all are ``normal``, else 503."""
        return 200 if self.ok else 503

    def to_dict(self) -> dict[str, Any]:
        """JSON for a probe: ``status`` (``UP``, ``DOWN``), ``counts`` by status, ``checks``."""
        return {
            "status": "UP" if self.ok else "DOWN",
            "counts": dict(Counter(health.status for health in self.checks.values())),
            "checks": {name: health.to_dict() for name, health in self.checks.items()},
        }

    def __str__(self) -> str:
        return "\n".join(f"{name}: {health}" for name, health in self.checks.items())


def health_of(error: DifyError | None, seconds: float) -> Health:
    """The health by the outcome of a check."""
    if error is None:
        return Health("normal", seconds, 200)
    status: HealthStatus = "unknown_error"
    for kind, named in _STATUSES:
        if isinstance(error, kind):
            status = named
            break
    return Health(status, seconds, getattr(error, "status", None), str(error))
