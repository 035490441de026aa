"""The nine states of a health check. Pure."""

from __future__ import annotations

from enum import StrEnum

from dify_ext.errors import (
    APIError,
    AuthenticationError,
    ConfigurationError,
    ConnectionFailed,
    NotFoundError,
    RequestTimeout,
    ServerError,
)


class HealthStatus(StrEnum):
    """How a server answers with a key or an account; the values are those of the Java starter."""

    NORMAL = "normal"
    NOT_FOUND = "not_found_404"
    UNAUTHORIZED = "unauthorized_401"
    TIMEOUT = "timeout"
    NETWORK_ERROR = "network_error"
    SERVER_ERROR = "server_error"
    CLIENT_ERROR = "client_error"
    UNKNOWN_ERROR = "unknown_error"
    NOT_CONFIGURED = "not_configured"


_BY_ERROR: tuple[tuple[type[Exception], HealthStatus], ...] = (
    (ConfigurationError, HealthStatus.NOT_CONFIGURED),
    (AuthenticationError, HealthStatus.UNAUTHORIZED),
    (NotFoundError, HealthStatus.NOT_FOUND),
    (ServerError, HealthStatus.SERVER_ERROR),
    (APIError, HealthStatus.CLIENT_ERROR),
    (RequestTimeout, HealthStatus.TIMEOUT),
    (ConnectionFailed, HealthStatus.NETWORK_ERROR),
)


def health_of(error: Exception | None) -> HealthStatus:
    """The state that a call shows, by its error; None if it succeeded."""
    if error is None:
        return HealthStatus.NORMAL
    return next((status for kind, status in _BY_ERROR if isinstance(error, kind)), HealthStatus.UNKNOWN_ERROR)
