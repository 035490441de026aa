"""An emulator for the tests, and a caller for each of its apps."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import httpx
import pytest

from dify_ext.emulator import Emulator

from .caller import Caller


@pytest.fixture(scope="session")
def emulator() -> Iterator[Emulator]:
    """One for all tests that do not care about each other."""
    with Emulator() as running:
        yield running


@pytest.fixture(scope="session")
def client(emulator: Emulator) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=emulator.base_url, timeout=10) as opened:
        yield opened


@pytest.fixture
def chat(emulator: Emulator, client: httpx.Client) -> Caller:
    """The chat app, as a user whom no other test knows."""
    return Caller(client, emulator.keys["chat"], f"user-{uuid4()}")


@pytest.fixture
def agent(emulator: Emulator, client: httpx.Client) -> Caller:
    return Caller(client, emulator.keys["agent"], f"user-{uuid4()}")


@pytest.fixture
def completion(emulator: Emulator, client: httpx.Client) -> Caller:
    return Caller(client, emulator.keys["completion"], f"user-{uuid4()}")


@pytest.fixture
def workflow(emulator: Emulator, client: httpx.Client) -> Caller:
    return Caller(client, emulator.keys["workflow"], f"user-{uuid4()}")


@pytest.fixture
def chatflow(emulator: Emulator, client: httpx.Client) -> Caller:
    return Caller(client, emulator.keys["chatflow"], f"user-{uuid4()}")


@pytest.fixture(scope="module")
def newer() -> Iterator[Emulator]:
    """An emulator of a release that has forms, and takes runs up again."""
    with Emulator(version="1.14.2") as running:
        yield running


@pytest.fixture(params=["workflow", "chatflow"])
def flow(newer: Emulator, request: pytest.FixtureRequest) -> Iterator[Caller]:
    """A caller of each kind of app that has a workflow."""
    with httpx.Client(base_url=newer.base_url, timeout=10) as client:
        yield Caller(client, newer.keys[request.param], "u")
