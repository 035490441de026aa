"""Counts the recordings that the tests of this folder replay, and says how it went at the end."""

from __future__ import annotations

from typing import Any

import pytest

from tests.wire.counting import note, say_how_many

from .recordings import RECORDINGS


@pytest.fixture(autouse=True)
def _noted(request: pytest.FixtureRequest, record_property: Any) -> None:
    """Note which recording a test replays."""
    note(request, record_property, "console recording", RECORDINGS)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many recordings were replayed, and how many failed."""
    say_how_many(terminalreporter, "console recording", len(RECORDINGS), "recordings of real consoles")
