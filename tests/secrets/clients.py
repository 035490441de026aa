"""Clients of a console in memory, in both flavours, and many calls at once."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
import httpx

from dify_ext import AsyncDifyServer, AsyncMemoryTokenStore, DifyServer, MemoryTokenStore
from tests.secrets.console import EMAIL, PASSWORD, ROOT, FakeConsole


def AsyncServerOf(console: Any, **options: Any) -> AsyncDifyServer:
    """An asynchronous client, signed in to by nobody yet, with a token store of its own."""
    http_client = httpx.AsyncClient(transport=httpx.MockTransport(console))
    given = {
        "email": EMAIL,
        "password": PASSWORD,
        "token_store": AsyncMemoryTokenStore(),
        "http_client": http_client,
    }
    return AsyncDifyServer(**{"base_url": ROOT, **given, **options})


def ServerOf(console: Any, **options: Any) -> DifyServer:
    """The twin of :func:`AsyncServerOf`."""
    http_client = httpx.Client(transport=httpx.MockTransport(console))
    given = {
        "email": EMAIL,
        "password": PASSWORD,
        "token_store": MemoryTokenStore(),
        "http_client": http_client,
    }
    return DifyServer(**{"base_url": ROOT, **given, **options})


class AsyncSlow:
    """A console that takes its time, while others go on."""

    def __init__(self, console: FakeConsole, seconds: float = 0.01) -> None:
        self._console, self._seconds = console, seconds

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        await anyio.sleep(self._seconds)
        return self._console(request)


class Slow:
    """The twin of :class:`AsyncSlow`."""

    def __init__(self, console: FakeConsole, seconds: float = 0.01) -> None:
        self._console, self._seconds = console, seconds

    def __call__(self, request: httpx.Request) -> httpx.Response:
        time.sleep(self._seconds)
        return self._console(request)


class AsyncTogether:
    """``await AsyncTogether(call, tasks=50)``: many calls at once; gives what each gave, or raised."""

    def __init__(self, call: Callable[[], Awaitable[Any]], *, tasks: int = 50, threads: int = 20) -> None:
        self._call, self._many = call, tasks

    def __await__(self) -> Generator[Any, None, list[Any]]:
        return self._all().__await__()

    async def _all(self) -> list[Any]:
        outcomes: list[Any] = []

        async def one() -> None:
            try:
                outcomes.append(await self._call())
            except Exception as error:
                outcomes.append(error)

        async with anyio.create_task_group() as group:
            for _ in range(self._many):
                group.start_soon(one)
        return outcomes


def Together(call: Callable[[], Any], *, tasks: int = 50, threads: int = 20) -> list[Any]:
    """The twin of :class:`AsyncTogether`: threads."""

    def one() -> Any:
        try:
            return call()
        except Exception as error:
            return error

    with ThreadPoolExecutor(threads) as pool:
        return [future.result() for future in [pool.submit(one) for _ in range(threads)]]


class Later:
    """Time for a test: ``later(3600)`` makes it an hour later, for the client and for a console in memory."""

    def __init__(self) -> None:
        self._real, self._seconds = time.time, 0.0

    def __call__(self, seconds: float) -> None:
        self._seconds += seconds

    def time(self) -> float:
        """What time it is."""
        return self._real() + self._seconds
