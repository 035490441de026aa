"""Counts the recordings that the tests of this folder replay, and says how it went at the end."""

from __future__ import annotations

from typing import Any

import pytest

from .recordings import RECORDINGS


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the client is told comes from the recording alone."""
    for name in ("DIFY_API_KEY", "DIFY_USER", "DIFY_BASE_URL", "DIFY_LOG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _noted(request: pytest.FixtureRequest, record_property: Any) -> None:
    """Note which recording a test replays; the note reaches the summary from other processes, too."""
    name = getattr(request.node, "callspec", None) and request.node.callspec.params.get("name")
    if name in RECORDINGS:
        record_property("recording", name)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many recordings were replayed, and which of them failed."""
    outcome: dict[str, bool] = {}
    for report in terminalreporter.stats.get("passed", []) + terminalreporter.stats.get("failed", []):
        for name in (value for key, value in report.user_properties if key == "recording"):
            outcome[name] = outcome.get(name, True) and report.passed
    if outcome:
        passed = sum(outcome.values())
        terminalreporter.write_line(
            f"recordings of real servers: {len(outcome)} of {len(RECORDINGS)} replayed, {passed} passed, "
            f"{len(outcome) - passed} failed"
        )
