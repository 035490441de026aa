"""Says at the end how many recordings of each release were replayed."""

from __future__ import annotations

from typing import Any

import pytest

from .counting import KEY


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the client is told comes from the recording alone."""
    for name in ("DIFY_API_KEY", "DIFY_USER", "DIFY_BASE_URL", "DIFY_LOG", "DIFY_EMAIL", "DIFY_PASSWORD"):
        monkeypatch.delenv(name, raising=False)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """A line for each release and part, with the fewer of both flavours."""
    counts: dict[str, tuple[int, int]] = {}
    for report in terminalreporter.stats.get("passed", []) + terminalreporter.stats.get("failed", []):
        for what, right, total in (value for noted, value in report.user_properties if noted == KEY):
            counts[what] = min((right, total), counts.get(what, (right, total)))
    for what, (right, total) in counts.items():
        terminalreporter.write_line(f"recordings of {what}: {right} of {total} read right")
