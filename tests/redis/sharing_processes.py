"""Processes that call a console and share its tokens: ``python sharing_processes.py '<the parts, as JSON>'``.

One process imports everything and forks the others, which begin together. Each writes a line of JSON: how
many calls were answered, what they failed with, what was warned of, and when the first and the last answer
came.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from typing import Any

import anyio
import httpx

from dify_ext import AsyncDifyServer, AsyncRedisTokenStore, DifyServer, RedisTokenStore
from dify_ext._async import console_session as of_async
from dify_ext._sync import console_session as of_sync
from tests.secrets.clients import AsyncServerOf, ServerOf
from tests.secrets.console import FakeConsole


class Report(logging.Handler):
    """What became of one process's calls."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.answered = 0
        self.errors: list[str] = []
        self.warnings: list[str] = []
        self.first = self.last = 0.0
        logging.getLogger("dify_ext").addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.warnings.append(record.getMessage())

    def one(self, found: Any, part: dict[str, Any]) -> None:
        """Take an answer or an error."""
        if getattr(found, "email", None) == part["email"]:
            self.answered += 1
            self.last = time.time()
            self.first = self.first or self.last
        else:
            self.errors.append(repr(found))

    def goes_on(self, part: dict[str, Any]) -> bool:
        """Whether there are more calls to make: so many, or until there is a file."""
        if "until" in part:
            return not os.path.exists(part["until"])
        return self.answered + len(self.errors) < part["calls"]

    def dumps(self) -> str:
        """As a line."""
        told = {"answered": self.answered, "errors": self.errors, "warnings": self.warnings}
        return json.dumps({**told, "first": self.first, "last": self.last}) + "\n"


def hang(request: httpx.Request) -> None:
    """Say that the password is on its way, and come to no end."""
    if request.url.path.endswith("/login"):
        os.write(1, b"signing in\n")
        time.sleep(60)


def run_sync(part: dict[str, Any]) -> str:
    """A process of the synchronous flavour."""
    report = Report()
    store = RedisTokenStore(part["redis"])
    http_client = httpx.Client(event_hooks={"request": [hang]} if part.get("hangs") else {})
    server = DifyServer(
        part["url"],
        email=part["email"],
        password=part["password"],
        token_store=store,
        http_client=http_client,
    )
    while report.goes_on(part):
        try:
            report.one(server.account.profile(), part)
        except Exception as error:
            report.one(error, part)
        time.sleep(part.get("pause", 0.0))
    http_client.close()
    store.close()
    return report.dumps()


async def run_async(part: dict[str, Any]) -> str:
    """A process of the asynchronous flavour: five tasks share its calls."""
    report = Report()
    store = AsyncRedisTokenStore(part["redis"])
    server = AsyncDifyServer(part["url"], email=part["email"], password=part["password"], token_store=store)

    async def some() -> None:
        for _ in range(part["calls"] // 5):
            try:
                report.one(await server.account.profile(), part)
            except Exception as error:
                report.one(error, part)
            await anyio.sleep(5 * part.get("pause", 0.0))

    async with anyio.create_task_group() as group:
        for _ in range(5):
            group.start_soon(some)
    await server.aclose()
    await store.aclose()
    return report.dumps()


def import_all(redis: str) -> None:
    """Import all that a first call imports, so that the children of a fork have it."""
    RedisTokenStore(redis).close()
    with ServerOf(FakeConsole()) as server:
        server.account.profile()

    async def the_same() -> None:
        await AsyncRedisTokenStore(redis).aclose()
        async with AsyncServerOf(FakeConsole()) as server:
            await server.account.profile()

    anyio.run(the_same)


def main(parts: list[dict[str, Any]]) -> None:
    """Fork a process for each part, let all begin together, and wait for them."""
    import_all(parts[0]["redis"])
    ready, go = os.pipe()
    children = []
    for part in parts:
        child = os.fork()
        if child == 0:
            os.close(go)
            os.read(ready, 1)  # ends when the parent closes the other end
            of_sync.LEASE = of_async.LEASE = part.get("lease", of_sync.LEASE)
            told = anyio.run(run_async, part) if part.get("flavour") == "async" else run_sync(part)
            os.write(1, told.encode())
            os._exit(0)
        children.append(child)
    os.close(go)
    for child in children:
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
