"""A Redis for the tests, and stores of both flavours on it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import redis

from tests.redis import processes
from tests.redis.flavours import FLAVOURS, file_store, memory_store, redis_store
from tests.redis.servers import RedisServer


@pytest.fixture(params=FLAVOURS)
def flavour(request: pytest.FixtureRequest) -> str:
    """Both flavours, one after the other."""
    name: str = request.param
    return name


@pytest.fixture(scope="session")
def _shared_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path_factory.mktemp("redis")).start()
    yield server
    server.stop()


@pytest.fixture
def raw(_shared_redis: RedisServer) -> Iterator[Any]:
    """A plain client of an empty Redis: to look behind a store's back."""
    with redis.Redis(port=_shared_redis.port) as client:
        client.flushall()
        client.config_resetstat()
        yield client


@pytest.fixture
def redis_url(raw: Any, _shared_redis: RedisServer) -> str:
    """The URL of an empty Redis that all tests share."""
    return _shared_redis.url


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis of one's own, to be stopped, started and set up."""
    server = RedisServer(tmp_path).start()
    yield server
    server.stop()


@pytest.fixture(params=["memory", "file", "redis"])
async def store(request: pytest.FixtureRequest, flavour: str, tmp_path: Path) -> Any:
    """A store of every kind and flavour."""
    if request.param == "memory":
        made = memory_store(flavour)
    elif request.param == "file":
        made = file_store(flavour, tmp_path / "tokens.json")
    else:
        made = redis_store(flavour, request.getfixturevalue("redis_url"))
    yield made
    await made.aclose()


@pytest.fixture
def start_process() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start another process that plays a part; it is gone after the test."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: object) -> subprocess.Popen[str]:
        command = [sys.executable, processes.__file__, *map(str, arguments)]
        same = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}  # the packages that are tested here
        pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        started.append(subprocess.Popen(command, env=same, **pipes))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.communicate()
