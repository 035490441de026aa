"""Counts the recordings that the tests of this folder replay, and says how it went at the end."""

from __future__ import annotations

from typing import Any

import pytest

from .counting import note, say_how_many
from .recordings import RECORDINGS


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the client is told comes from the recording alone."""
    for name in ("DIFY_API_KEY", "DIFY_USER", "DIFY_BASE_URL", "DIFY_LOG"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def _noted(request: pytest.FixtureRequest, record_property: Any) -> None:
    """Note which recording a test replays; the note reaches the summary from other processes, too."""
    note(request, record_property, "recording", RECORDINGS)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many recordings were replayed, and how many failed."""
    say_how_many(terminalreporter, "recording", len(RECORDINGS), "recordings of real servers")
