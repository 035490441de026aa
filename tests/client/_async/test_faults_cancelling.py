"""Tasks cancelled in the middle of a call or a stream:
nothing hangs, nothing leaks, and the run is stopped.
"""

from __future__ import annotations

# async only
import asyncio
import threading
from pathlib import Path
from typing import Any

import anyio
import pytest

from tests.faults import steps
from tests.faults.clients import PATIENCE, SHORT, AsyncEventually, AsyncOneConnection, cancelled_when, within
from tests.faults.server import FaultServer
from tests.faults.steps import END, PING, message

ASK = "POST /v1/chat-messages"
STOP = "POST /v1/chat-messages/t1/stop"
ANY_STOP = "POST /v1/chat-messages/*/stop"
TALKING = steps.stream(message("Hel"), steps.hold)

# httpx leaves its own generators to the garbage collector, which trio tells everybody about.
pytestmark = [
    pytest.mark.usefixtures("transport"),  # sync:
    pytest.mark.filterwarnings(
        "ignore:Async generator 'httpx:ResourceWarning", "ignore:Async generator 'httpcore:ResourceWarning"
    ),
]
BOTH = pytest.mark.parametrize("anyio_backend", ["asyncio", "trio"])


@BOTH
async def test_a_cancelled_call(server: FaultServer) -> None:
    """A call cancelled before, in, and after the headers gives its connection back, and is not sent again."""
    what, head = "GET /v1/site", steps.head(length=99)
    server.on(what, steps.hold, steps.raw(head[:20], steps.hold), steps.raw(head, b"{", steps.hold))
    async with AsyncOneConnection(server, max_retries=2) as dify:
        for number in range(3):
            with within():
                await cancelled_when(lambda count=number + 1: server.count(what) == count, dify.app.site)
            await AsyncEventually(server.connections[number].gone.is_set)
        assert server.count(what) == 3


@BOTH
async def test_a_call_cancelled_between_two_tries(server: FaultServer) -> None:
    """A call cancelled while it waits for its next try does not make it."""
    server.on("GET /v1/site", steps.refusal(503, "down", "?", Retry_After="30"))
    async with AsyncOneConnection(server, max_retries=2) as dify:
        with within():
            await cancelled_when(lambda: server.requests, dify.app.site)
        assert server.count("GET /v1/site") == 1


@BOTH
async def test_a_question_cancelled_before_it_has_a_task(server: FaultServer) -> None:
    """chat.send cancelled before the first event: only closed."""
    server.on(ASK, steps.hold, steps.stream(PING, steps.hold))
    async with AsyncOneConnection(server) as dify:
        for number in range(2):
            with within():
                await cancelled_when(
                    lambda count=number + 1: server.count(ASK) == count, lambda: dify.chat.send("q")
                )
            await AsyncEventually(server.connections[number].gone.is_set)
    assert server.count(ANY_STOP) == 0


@BOTH
async def test_a_cancelled_question_is_stopped(server: FaultServer) -> None:
    """chat.send cancelled in the middle of the answer:
    closed, and the run stopped in spite of the cancelling.
    """
    server.on(ASK, TALKING)
    heard: list[Any] = []
    async with AsyncOneConnection(server, on_event=[heard.append]) as dify:
        with within():
            await cancelled_when(lambda: heard, lambda: dify.chat.send("q", user="eve"))
        assert [request.json() for request in server.of(STOP)] == [{"user": "eve"}]
        assert server.connections[0].gone.wait(PATIENCE)


@BOTH
async def test_a_stream_cancelled_in_its_body(server: FaultServer) -> None:
    """A with whose body is cancelled, wherever it was, is left like any other."""
    server.on(ASK, TALKING, TALKING)
    got: list[str] = []

    async def work() -> None:
        async with dify.chat.stream("q") as stream:
            got.append((await anext(stream)).event)
            await anyio.sleep_forever()

    async def read() -> None:
        async with dify.chat.stream("q") as stream:
            async for event in stream:
                got.append(event.event)

    async with AsyncOneConnection(server) as dify:
        for count, body in enumerate((work, read), 1):
            with within():
                await cancelled_when(lambda count=count: len(got) == count, body)
            assert server.count(STOP) == count


@BOTH
async def test_a_cancelled_stream_whose_stop_hangs(server: FaultServer) -> None:
    """Cancelling is not held up for longer than a call may take."""
    server.on(ASK, TALKING)
    server.on(STOP, *[steps.hold] * 9)
    heard: list[Any] = []
    async with AsyncOneConnection(server, timeout=SHORT, on_event=[heard.append]) as dify:
        with within():
            await cancelled_when(lambda: heard, lambda: dify.chat.send("q"))
        assert server.count(STOP) == 1


@BOTH
async def test_a_stream_cancelled_on_entering(server: FaultServer) -> None:
    """A with cancelled before it was entered leaves nothing behind."""
    server.on(ASK, steps.hold)

    async def enter() -> None:
        async with dify.chat.stream("q"):
            raise AssertionError("never entered")

    async with AsyncOneConnection(server) as dify:
        with within():
            await cancelled_when(lambda: server.requests, enter)
        await AsyncEventually(server.connections[0].gone.is_set)
    assert server.count(ANY_STOP) == 0


@BOTH
async def test_stop_from_another_task(server: FaultServer) -> None:
    """One task reads, another stops: the reader sees the end."""
    gate = threading.Event()
    server.on(ASK, steps.stream(message("Hel"), gate, END))
    server.on(STOP, steps.then(gate, steps.json({"result": "success"})))
    got: list[str] = []
    async with AsyncOneConnection(server, connections=2) as dify:
        stream = dify.chat.stream("q")

        async def read() -> None:
            async for text in stream.text_stream:
                got.append(text)

        with within():
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(read)
                await AsyncEventually(lambda: got)
                await stream.stop()
        assert (got, server.count(ANY_STOP)) == (["Hel"], 1)


async def test_asyncio_cancels_its_own_way(server: FaultServer) -> None:
    """Task.cancel() and timeout(): the same as with anyio's scopes."""
    server.on(ASK, TALKING, TALKING)
    heard: list[Any] = []
    async with AsyncOneConnection(server, on_event=[heard.append]) as dify:
        task = asyncio.create_task(dify.chat.send("q"))
        await AsyncEventually(lambda: heard)
        task.cancel()
        with within(), pytest.raises(asyncio.CancelledError):
            await task
        over = asyncio.timeout(None)

        async def in_time() -> None:
            async with over:
                await dify.chat.send("q")

        task = asyncio.create_task(in_time())
        await AsyncEventually(lambda: len(heard) == 2)
        over.reschedule(0)
        with within(), pytest.raises(TimeoutError):
            await task
        assert server.count(STOP) == 2


async def test_asyncio_cancels_while_a_file_is_opened(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The file is opened in a thread, which nobody can interrupt: it is closed, and nothing is left."""
    is_waiting, goes_on, opened = threading.Event(), threading.Event(), list[Any]()
    open_it = Path.open

    def slowly(path: Path, *args: Any, **more: Any) -> Any:
        if threading.current_thread() is threading.main_thread():  # a first look at it
            return open_it(path, *args, **more)
        is_waiting.set()
        goes_on.wait(10)
        opened.append(open_it(path, *args, **more))
        return opened[-1]

    (tmp_path / "old").write_bytes(b"as it was")
    server.on("GET /v1/files/f/preview", steps.body(b"new"))
    monkeypatch.setattr(Path, "open", slowly)
    async with AsyncOneConnection(server) as dify:
        answer = await dify.files.preview("f")
        for number, work in enumerate(
            [answer.write_to(tmp_path / "old"), dify.files.upload(tmp_path / "old")]
        ):
            is_waiting.clear()
            goes_on.clear()
            task = asyncio.create_task(work)
            await AsyncEventually(is_waiting.is_set)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            goes_on.set()
            await AsyncEventually(lambda count=number + 1: len(opened) == count and opened[-1].closed)
    await AsyncEventually(lambda: len(list(tmp_path.iterdir())) == 1)
    assert (tmp_path / "old").read_bytes() == b"as it was"
    assert server.count("POST /v1/files/upload") == 0


# end async only
