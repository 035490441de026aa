"""What the fault tests of both flavours share:
one connection that must come back, and patience with a limit.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, ClassVar

import anyio
import httpx

from dify_ext import AsyncDify, Dify
from tests.faults.server import FaultServer

KEY = "app-secret0123456789"
PATIENCE = 30.0  # seconds; however busy the machine is, what is well comes sooner
TIMEOUT = httpx.Timeout(PATIENCE)
SHORT = httpx.Timeout(PATIENCE, read=0.4)  # for calls that a server leaves without a word
BOUND = 20.0  # seconds no fault may take: less than any timeout that is not meant

_OPTIONS: dict[str, Any] = {"user": "u", "timeout": TIMEOUT, "stall_timeout": PATIENCE, "max_retries": 0}


class _OneConnection:
    """A client with a single connection: ``with OneConnection(server) as dify``.

    At the end, whatever happened, a good call must go through on that connection.
    """

    def __init__(
        self, server: FaultServer, *, connections: int = 1, base_url: str | None = None, **options: Any
    ) -> None:
        self._http_options: dict[str, Any] = {
            "limits": httpx.Limits(max_connections=connections),
            "trust_env": False,
            "verify": False,
        }
        self._options = {**_OPTIONS, "base_url": base_url or server.url, **options}
        self._good_options = {"base_url": server.url, "timeout": TIMEOUT, "max_retries": 0}


class AsyncOneConnection(_OneConnection):
    __doc__ = _OneConnection.__doc__
    client_class: ClassVar[type[httpx.AsyncClient]] = httpx.AsyncClient

    async def __aenter__(self) -> AsyncDify:
        self.http_client = self.client_class(**self._http_options)
        return AsyncDify(KEY, http_client=self.http_client, **self._options)

    async def __aexit__(self, kind: type[BaseException] | None, *args: object) -> None:
        try:
            if kind is None:
                good = AsyncDify(KEY, http_client=self.http_client, **self._good_options)
                assert (await good.app.info()).name == "good"
        finally:
            await self.http_client.aclose()


class OneConnection(_OneConnection):
    __doc__ = _OneConnection.__doc__

    def __enter__(self) -> Dify:
        self.http_client = httpx.Client(**self._http_options)
        return Dify(KEY, http_client=self.http_client, **self._options)

    def __exit__(self, kind: type[BaseException] | None, *args: object) -> None:
        try:
            if kind is None:
                good = Dify(KEY, http_client=self.http_client, **self._good_options)
                assert good.app.info().name == "good"
        finally:
            self.http_client.close()


@contextmanager
def within(seconds: float = BOUND, at_least: float = 0.0) -> Iterator[None]:
    """What is done in here takes no longer."""
    started = time.monotonic()
    yield
    taken = time.monotonic() - started
    assert at_least <= taken < seconds, f"it took {taken:.2f} s"


class AsyncEventually:
    """``await AsyncEventually(condition)`` waits, while other tasks go on, until the condition holds."""

    def __init__(self, condition: Callable[[], Any]) -> None:
        self._condition = condition

    def __await__(self) -> Any:
        return self._wait().__await__()

    async def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self._condition():
                return
            await anyio.sleep(0.005)
        raise AssertionError("it never came true")


async def cancelled_when(
    condition: Callable[[], Any], call: Callable[[], Awaitable[Any]], then: float = 0.03
) -> None:
    """Make a call in a task of its own and cancel it a little after the condition holds; it must not end
    before.
    """

    async def make_it() -> None:
        await call()
        raise AssertionError("it ended before it was cancelled")

    async with anyio.create_task_group() as tasks:
        tasks.start_soon(make_it)
        await AsyncEventually(condition)
        await anyio.sleep(then)
        tasks.cancel_scope.cancel()


class Eventually:
    """The twin of :class:`AsyncEventually`: the call alone waits."""

    def __init__(self, condition: Callable[[], Any]) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if condition():
                return
            time.sleep(0.005)
        raise AssertionError("it never came true")


class AsyncAtOnce:
    """``await AsyncAtOnce(one, other)`` does both at the same time, each in a task of its own."""

    def __init__(self, *calls: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._calls = calls

    def __await__(self) -> Any:
        return self._all().__await__()

    async def _all(self) -> None:
        async with anyio.create_task_group() as tasks:
            for call in self._calls:
                tasks.start_soon(call)


class AtOnce:
    """The twin of :class:`AsyncAtOnce`: each in a thread of its own."""

    def __init__(self, *calls: Callable[[], None]) -> None:
        with ThreadPoolExecutor(len(calls)) as threads:
            for done in [threads.submit(call) for call in calls]:
                done.result()
