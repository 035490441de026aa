"""The nine statuses of a client's health, and reports of several."""

from __future__ import annotations

import pytest

from dify_ext import (
    AuthenticationError,
    ConfigurationError,
    ConnectionFailed,
    DifyError,
    NotFoundError,
    PermissionDeniedError,
    RequestTimeout,
    ResponseDecodeError,
    ServerError,
)
from dify_ext._core.health import HealthReport, health_of


@pytest.mark.parametrize(
    ("error", "status", "http_status"),
    [
        (None, "normal", 200),
        (AuthenticationError(401, "unauthorized", "no"), "unauthorized_401", 401),
        (NotFoundError(404, "not_found", "no"), "not_found_404", 404),
        (PermissionDeniedError(403, "forbidden", "no"), "client_error", 403),
        (ServerError(502, None, "no"), "server_error", 502),
        (RequestTimeout("late"), "timeout", None),
        (ConnectionFailed("no route"), "network_error", None),
        (ConfigurationError("no key"), "not_configured", None),
        (ResponseDecodeError("a page"), "unknown_error", None),
    ],
)
def test_each_outcome_has_a_status(error: DifyError | None, status: str, http_status: int | None) -> None:
    health = health_of(error, 0.25)
    assert (health.status, health.http_status, health.seconds) == (status, http_status, 0.25)
    assert health.ok is (error is None)
    assert ("error" in health.to_dict()) is (error is not None)


def test_a_report() -> None:
    """Up if all are normal; a probe takes its status and its JSON."""
    good, bad = health_of(None, 0.1), health_of(RequestTimeout("late"), 5.0)
    report = HealthReport({"app": good, "console": bad})
    assert (report.ok, report.http_status) == (False, 503)
    said = report.to_dict()
    assert (said["status"], said["counts"]) == ("DOWN", {"normal": 1, "timeout": 1})
    assert said["checks"]["console"]["error"] == "late"
    assert str(report) == "app: normal (0.10 s)\nconsole: timeout (5.00 s): late"
    well = HealthReport({"app": good})
    assert (well.ok, well.http_status, well.to_dict()["status"]) == (True, 200, "UP")
    assert HealthReport({}).ok
