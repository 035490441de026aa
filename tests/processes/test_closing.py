"""Closing a client while another thread or task is in the middle of a call:
the call ends at once, with our error.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from dify_ext import AsyncDify, Dify, DifyError
from tests.faults import steps
from tests.faults.server import FaultServer

CALLS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "a call": ("GET /v1/info", lambda dify: dify.app.info()),
    "a stream underneath": ("POST /v1/chat-messages", lambda dify: dify.chat.send("q")),
    "an upload": ("POST /v1/files/upload", lambda dify: dify.files.upload(b"x")),
}


@pytest.mark.parametrize(("what", "call"), CALLS.values(), ids=CALLS)
def test_a_client_closed_by_another_thread(what: str, call: Callable[[Any], Any]) -> None:
    """The thread that waits for an answer comes back with an error, and closing raises nothing."""
    outcome: list[object] = []

    def ask(dify: Dify) -> None:
        try:
            outcome.append(call(dify))
        except Exception as error:
            outcome.append(error)

    with FaultServer() as server:
        server.on(what, steps.hold, steps.hold, steps.hold)
        dify = Dify("app-key", user="u", base_url=server.url)
        thread = threading.Thread(target=ask, args=(dify,))
        thread.start()
        while not server.count(what):
            time.sleep(0.01)
        dify.close()
        thread.join(30)
        assert not thread.is_alive()
    assert isinstance(outcome[0], DifyError)


@pytest.mark.parametrize(("what", "call"), CALLS.values(), ids=CALLS)
def test_a_client_closed_by_another_task(what: str, call: Callable[[Any], Any]) -> None:
    """The same for tasks of one loop."""

    async def main(server: FaultServer) -> object:
        dify = AsyncDify("app-key", user="u", base_url=server.url)
        task = asyncio.ensure_future(call(dify))
        while not server.count(what):
            await asyncio.sleep(0.01)
        await dify.aclose()
        done, _ = await asyncio.wait([task], timeout=30)
        assert done
        return task.exception()

    with FaultServer() as server:
        server.on(what, steps.hold, steps.hold, steps.hold)
        assert isinstance(asyncio.run(main(server)), DifyError)
