"""The pytest plugin of dify-ext: an emulator of Dify for each test, and clients for it.

pytest loads it by itself. It imports the emulator and the clients when a test first asks for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from dify_ext import AsyncDify, AsyncDifyServer, Dify, DifyServer

    from ._emulator import DifyEmulator

#: Each answer ends its connection. So an asynchronous client leaves none behind in the event loop
#: of a test, which is closed before a fixture could close them, whoever runs the loop.
_NO_KEEP_ALIVE = {"Connection": "close"}


def pytest_configure(config: pytest.Config) -> None:
    """Describe the marker."""
    config.addinivalue_line(
        "markers",
        "dify_emulator(**settings): settings of the fixture dify_emulator: version='1.9.0', delay=0.1, ...",
    )


def _running(**settings: Any) -> Iterator[DifyEmulator]:
    try:
        from ._emulator import DifyEmulator
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("dify_ext"):
            raise
        pytest.fail(f"The fixture needs {error.name}: pip install 'dify-ext[testing]'", pytrace=False)
    with DifyEmulator(**settings) as emulator:
        yield emulator


@pytest.fixture
def dify_emulator(request: pytest.FixtureRequest) -> Iterator[DifyEmulator]:
    """A Dify server in this process, fresh for each test (`dify_ext.testing.DifyEmulator`).

    Give it apps with answers, let calls fail, look at what was asked:

        app = dify_emulator.app("chat", respond="Hello!")
        dify_emulator.fail("POST /v1/chat-messages", status=429, retry_after=1)
        my_program(dify_emulator.base_url, app.api_key)
        assert dify_emulator.requests.last.json["query"] == "Hi"

    Settings: @pytest.mark.dify_emulator(version="1.9.0", delay=0.1)
    """
    settings: dict[str, Any] = {}
    for mark in reversed(list(request.node.iter_markers("dify_emulator"))):
        if mark.args:
            pytest.fail("Settings of dify_emulator have names, such as version='1.9.0'.", pytrace=False)
        settings |= mark.kwargs
    yield from _running(**settings)


@pytest.fixture(scope="session")
def dify_emulator_session() -> Iterator[DifyEmulator]:
    """One Dify server for all tests of the session; they see each other's apps and requests."""
    yield from _running()


@pytest.fixture
def dify(dify_emulator: DifyEmulator) -> Iterator[Dify]:
    """A `dify_ext.Dify` client of `dify_emulator`, as the end user "user".

    Its key opens the newest app of the kind that a call needs, and the knowledge bases. For one
    certain app: dify.with_options(api_key=app.api_key).
    """
    from dify_ext import Dify

    with Dify(dify_emulator.api_key, user="user", base_url=dify_emulator.base_url) as client:
        yield client


@pytest.fixture
def async_dify(dify_emulator: DifyEmulator) -> AsyncDify:
    """A `dify_ext.AsyncDify` client of `dify_emulator`, as the end user "user".

    For tests on asyncio and trio, by pytest-asyncio, anyio or asyncio.run(). Its key is that of the
    fixture `dify`.
    """
    from dify_ext import AsyncDify

    return AsyncDify(
        dify_emulator.api_key,
        user="user",
        base_url=dify_emulator.base_url,
        default_headers=_NO_KEEP_ALIVE,
    )


@pytest.fixture
def dify_server(dify_emulator: DifyEmulator) -> Iterator[DifyServer]:
    """A `dify_ext.DifyServer` client of the console of `dify_emulator`, for its owner's account."""
    from dify_ext import DifyServer, MemoryTokenStore

    with DifyServer(
        dify_emulator.base_url,
        email=dify_emulator.email,
        password=dify_emulator.password,
        token_store=MemoryTokenStore(),
    ) as client:
        yield client


@pytest.fixture
def async_dify_server(dify_emulator: DifyEmulator) -> AsyncDifyServer:
    """A `dify_ext.AsyncDifyServer` client of the console of `dify_emulator`, as `dify_server`.

    For tests on asyncio and trio, by pytest-asyncio, anyio or asyncio.run().
    """
    from dify_ext import AsyncDifyServer, AsyncMemoryTokenStore

    return AsyncDifyServer(
        dify_emulator.base_url,
        email=dify_emulator.email,
        password=dify_emulator.password,
        token_store=AsyncMemoryTokenStore(),
        default_headers=_NO_KEEP_ALIVE,
    )
