"""Counts recordings: which of them a test replays, and at the end how many there were and failed."""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any

import pytest


def note(
    request: pytest.FixtureRequest,
    record_property: Callable[[str, object], None],
    key: str,
    known: Container[str],
) -> None:
    """Note under ``key`` which recording a test replays;
    the note reaches the summary from other processes, too.
    """
    name = getattr(request.node, "callspec", None) and request.node.callspec.params.get("name")
    if name in known:
        record_property(key, name)


def say_how_many(terminalreporter: Any, key: str, total: int, what: str) -> None:
    """A line in the summary, where any of these recordings was replayed."""
    outcome: dict[str, bool] = {}
    for report in terminalreporter.stats.get("passed", []) + terminalreporter.stats.get("failed", []):
        for name in (value for noted, value in report.user_properties if noted == key):
            outcome[name] = outcome.get(name, True) and report.passed
    if outcome:
        passed = sum(outcome.values())
        terminalreporter.write_line(
            f"{what}: {len(outcome)} of {total} replayed, {passed} passed, {len(outcome) - passed} failed"
        )
