# Made from tests/client/_async/conftest.py by scripts/regenerate: change that one.
"""What the tests of a client share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dify_ext._sync import _io
from dify_ext.emulator import Emulator
from tests.client._sync.folder_road import Server
from tests.faults.server import FaultServer


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as server:
        yield server


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits before another try, in seconds; they are noted, not waited for."""
    noted: list[float] = []

    def note(seconds: float) -> None:
        noted.append(seconds)

    monkeypatch.setattr(_io, "sleep", note)
    return noted


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    """A server that indexes at once, for all tests of a file."""
    with Emulator(indexing_seconds=0) as running:
        yield running


@pytest.fixture(scope="module")
def rival(emulator: Emulator) -> Iterator[Server]:
    """Somebody else at this server."""
    rival = Server(emulator)
    yield rival
    rival.http.close()
