"""What the tests of a client share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dify_ext import AiohttpClient  # sync:
from dify_ext._async import _io
from dify_ext.emulator import Emulator
from tests.client._async.folder_road import Server
from tests.faults.clients import AsyncOneConnection  # sync:
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


# async only
@pytest.fixture(params=["httpx", "aiohttp"])
def transport(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both transports, one after the other: below all that is sent through `AsyncOneConnection`."""
    if request.param == "aiohttp":
        monkeypatch.setattr(AsyncOneConnection, "client_class", AiohttpClient)
    return str(request.param)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what cannot be: aiohttp on trio."""
    impossible = {"transport": "aiohttp", "anyio_backend": "trio"}.items()
    items[:] = [
        item
        for item in items
        if not (hasattr(item, "callspec") and impossible <= item.callspec.params.items())
    ]


# end async only
