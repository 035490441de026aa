"""What the tests of a client over faults share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dify_ext._async import _io
from tests.faults.server import FaultServer


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as server:
        yield server


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits before another try, in seconds; they are noted, not waited for."""
    noted: list[float] = []

    async def note(seconds: float) -> None:
        noted.append(seconds)

    monkeypatch.setattr(_io, "sleep", note)
    return noted
