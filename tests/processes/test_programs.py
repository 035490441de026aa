"""What holds in forked processes, in several event loops,
and when calls are broken off: see ``programs.py``.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dify_ext.emulator import Emulator
from tests.faults import steps
from tests.faults.server import Connection, FaultServer, Request

ROOT = Path(__file__).parents[2]
CHAT = "POST /v1/chat-messages"
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
needs_alarm = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no alarm")


class Echo:
    """Answers a question with the question;
    ten that ask for ``together`` are answered when all ten are there.
    """

    def __init__(self) -> None:
        self._together = threading.Barrier(10)

    def __call__(self, connection: Connection, request: Request) -> None:
        query = json.loads(request.body)["query"]
        if query == "together":
            self._together.wait(30)
        if query == "slow":
            time.sleep(0.01)
        first, rest = steps.message(query[:2]), steps.message(query[2:])
        steps.stream(first, 0.002, rest, steps.END)(connection, request)


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as server:
        server.on(CHAT, *[Echo()] * 1000)
        yield server


def outcome(program: str, url: str) -> dict[str, Any]:
    done = subprocess.run(
        [
            sys.executable,
            "-X",
            "dev",
            "-W",
            "error::ResourceWarning",
            "-m",
            "tests.processes.programs",
            program,
            url,
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=140,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Warning" not in done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


@needs_fork
def test_a_client_used_before_a_fork(server: FaultServer) -> None:
    """Twenty children and the parent ask at once:
    each gets its own answers, by client, view and low level.
    """
    assert outcome("forked_calls", server.url) == {"wrong": [], "parent": True}


@needs_fork
def test_an_asynchronous_client_used_before_a_fork(server: FaultServer) -> None:
    """The same for a client that was used in a loop of the parent."""
    assert outcome("forked_async_calls", server.url) == {"wrong": []}


@needs_fork
def test_a_fork_while_a_thread_signs_in() -> None:
    """No child hangs, though the parent's thread held the lock of the sign-in."""
    with Emulator(delay=0.1) as emulator:
        result = outcome("forked_while_signing_in", emulator.base_url)
    assert len(set(result["answers"])) == 1
    assert result["answers"][0] == result["parent"]


@needs_fork
def test_a_users_client_used_before_a_fork(server: FaultServer) -> None:
    """It would share its connections: the child is told what to do. One that was not used is not shared."""
    result = outcome("forked_with_a_users_client", server.url)
    assert result["refused"].startswith("ConfigurationError: your http_client")
    assert "after" in result["refused"] or "each process" in result["refused"]
    assert result["taken"] == "good"


def test_event_loops(server: FaultServer) -> None:
    """17 loops, 12 of them in four threads: each call is answered;
    a closed client says so; nothing is left open.
    """
    result = outcome("loops", server.url)
    assert result["answers"] == {"hello": 17, "good": 17}
    assert "ConfigurationError" in result["closed"]


def test_a_users_client_in_a_second_loop(server: FaultServer) -> None:
    """Its connections belong to the first loop: it is refused with what to do."""
    result = outcome("loops_with_a_users_client", server.url)
    assert result.keys() == {"AsyncClient", "AiohttpClient"}
    for answers in result.values():
        assert answers["first"] == ["good", "good"]
        assert "another event loop" in answers["second"]


def test_cancelled_calls_lose_no_connection(server: FaultServer) -> None:
    """After 300 calls and streams cancelled at random, some twice, ten calls at once have ten connections."""
    result = outcome("cancelled", server.url)
    for pool in ("theirs", "on_aiohttp", "ours"):
        assert set(result[pool]["outcomes"]) <= {
            "done",
            "cancelled",
        }  # on a busy machine none is done in time
        assert result[pool]["outcomes"]["cancelled"] > 50
        assert result[pool]["together"] == ["together"] * 10


@needs_alarm
def test_interrupted_calls(server: FaultServer) -> None:
    """After 60 calls with a Ctrl-C at a random moment the client still works,
    and closes all that it opened.
    """
    result = outcome("interrupted", server.url)
    assert set(result["outcomes"]) <= {"done", "interrupted"}
    assert result["outcomes"]["interrupted"] > 10
    assert result["answers"] == ["hello"] * 3
    assert result["open"] == 0
