"""Streams left before their end:
the connection comes back, and the run is stopped exactly when it should be.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import AsyncIterator
from typing import Any

# async only
import anyio

# end async only
import httpx
import pytest

from dify_ext import AsyncDify, MessageEvent, ServerError, StreamIncomplete, TransportError
from dify_ext._async import _io
from tests.faults import steps
from tests.faults.clients import KEY, PATIENCE, SHORT, AsyncEventually, AsyncOneConnection, within
from tests.faults.server import FaultServer
from tests.faults.steps import END, PING, WHOLE, message

ASK = "POST /v1/chat-messages"
STOP = "POST /v1/chat-messages/t1/stop"
ANY_STOP = "POST /v1/chat-messages/*/stop"
TALKING = steps.stream(message("Hel"), steps.hold)

# async only
# httpx leaves its own generators to the garbage collector, which trio tells everybody about.
pytestmark = [
    pytest.mark.usefixtures("transport"),  # sync:
    pytest.mark.filterwarnings(
        "ignore:Async generator 'httpx:ResourceWarning", "ignore:Async generator 'httpcore:ResourceWarning"
    ),
]
BOTH = pytest.mark.parametrize("anyio_backend", ["asyncio", "trio"])


# end async only
@BOTH  # sync:
async def test_leaving_early_closes_then_stops(server: FaultServer) -> None:
    """Leaving the with before the end:
    the connection is closed, then the run is stopped, with the stream's user.
    """
    server.on(ASK, TALKING)
    async with AsyncOneConnection(server) as dify:
        with within():
            async with dify.chat.stream("q", user="eve") as stream:
                await anext(stream)
        assert [request.json() for request in server.of(STOP)] == [{"user": "eve"}]
        assert server.of(ASK)[0].json()["user"] == "eve"
        assert server.of(STOP)[0].connection is not server.of(ASK)[0].connection
        assert server.connections[0].gone.wait(2)
        assert server.count(ANY_STOP) == 1


async def test_the_user_of_a_view_stops(server: FaultServer) -> None:
    """A stream of a view is stopped with the view's user and key."""
    server.on(ASK, TALKING)
    async with AsyncOneConnection(server) as dify:
        async with dify.with_options(user="bob", api_key="app-other").chat.stream("q") as stream:
            await anext(stream)
        (stop,) = server.of(STOP)
        assert (stop.json(), stop.headers["authorization"]) == ({"user": "bob"}, "Bearer app-other")


@BOTH  # sync:
async def test_leaving_the_text_stream_early(server: FaultServer) -> None:
    """To break out of text_stream inside the with is to leave the stream."""
    server.on(ASK, TALKING)
    async with AsyncOneConnection(server) as dify:
        async with dify.chat.stream("q") as stream:
            async for text in stream.text_stream:
                assert text == "Hel"
                break
        assert server.count(STOP) == 1


async def test_stop_on_exit_can_be_turned_off(server: FaultServer) -> None:
    """stop_on_exit=False: only the connection is closed, the run goes on."""
    server.on(ASK, TALKING)
    async with AsyncOneConnection(server) as dify:
        async with dify.chat.stream("q", stop_on_exit=False) as stream:
            await anext(stream)
        await AsyncEventually(server.connections[0].gone.is_set)
    assert server.count(ANY_STOP) == 0


@BOTH  # sync:
@pytest.mark.parametrize("before", [(), (PING,), (steps.event("message", answer="x", task_id=None),)])
async def test_leaving_before_there_is_a_task(server: FaultServer, before: tuple[bytes, ...]) -> None:
    """Before a task_id is known there is nothing to stop: leaving closes the connection."""
    server.on(ASK, steps.stream(*before, steps.hold))
    async with AsyncOneConnection(server) as dify:
        with within():
            async with dify.chat.stream("q") as stream:
                if before and before[0] != PING:
                    await anext(stream)
                assert stream.task_id is None
        await AsyncEventually(server.connections[0].gone.is_set)
    assert server.count(ANY_STOP) == 0


async def test_leaving_once_the_answer_is_whole(server: FaultServer) -> None:
    """After message_end there is no run to stop: what may still come is not waited for."""
    server.on(ASK, steps.stream(*WHOLE, steps.hold))
    async with AsyncOneConnection(server) as dify:
        with within():
            async with dify.chat.stream("q") as stream:
                async for event in stream:
                    if event.event == "message_end":
                        break
        await AsyncEventually(server.connections[0].gone.is_set)
    assert server.count(ANY_STOP) == 0


@BOTH  # sync:
async def test_reading_to_the_end_keeps_the_connection(server: FaultServer) -> None:
    """A stream read to its end stops nothing and leaves its connection for the next call."""
    server.on(ASK, steps.stream(*WHOLE), steps.stream(*WHOLE))
    async with AsyncOneConnection(server) as dify:
        async with dify.chat.stream("q") as stream:
            assert "".join([text async for text in stream.text_stream]) == "Hello"
        assert (await stream.get_final_answer()).answer == "Hello"
        async for _ in dify.chat.stream("q"):
            pass
    assert (server.count(ANY_STOP), len(server.connections)) == (0, 1)


@BOTH  # sync:
async def test_an_exception_in_the_body(server: FaultServer) -> None:
    """What the body raises goes through as it is, after the run was stopped."""
    server.on(ASK, TALKING)
    async with AsyncOneConnection(server) as dify:
        mine = KeyError("mine")
        with within(), pytest.raises(KeyError) as caught:
            async with dify.chat.stream("q") as stream:
                await anext(stream)
                raise mine
        assert caught.value is mine
        assert server.count(STOP) == 1


@pytest.mark.parametrize(
    "refused",
    [
        steps.html(500),
        steps.refusal(404, "not_found", "?"),
        steps.html(200),
        steps.reset,
        steps.close,
        steps.hold,
    ],
    ids=["500", "404", "a page", "reset", "closed", "silent"],
)
async def test_a_stop_that_fails_on_leaving(server: FaultServer, refused: Any) -> None:
    """The stop on leaving disturbs nobody when it fails, and takes no longer than a call may."""
    server.on(ASK, TALKING)
    server.on(STOP, refused)
    async with AsyncOneConnection(server, timeout=SHORT) as dify:
        with within(), pytest.raises(KeyError, match="mine"):
            async with dify.chat.stream("q") as stream:
                await anext(stream)
                raise KeyError("mine")
        assert server.count(STOP) == 1


@BOTH  # sync:
async def test_a_generator_around_a_stream(server: FaultServer) -> None:
    """A generator that is closed where it yields,
    as web frameworks do it, leaves its stream: the run is stopped.
    """
    server.on(ASK, TALKING)

    async def told(dify: AsyncDify) -> AsyncIterator[str]:
        async with dify.chat.stream("q") as stream:
            async for text in stream.text_stream:
                yield text

    async with AsyncOneConnection(server) as dify:
        words = told(dify)
        assert await anext(words) == "Hel"
        with within():
            await words.aclose()  # type: ignore[attr-defined]
        assert server.count(STOP) == 1


@BOTH  # sync:
@pytest.mark.filterwarnings(
    "ignore:Async generator 'dify_ext:ResourceWarning"
)  # trio tells; it is what is tested here
async def test_a_forgotten_stream_is_closed(server: FaultServer) -> None:
    """A stream that nobody holds any more is closed, and not stopped."""
    server.on(ASK, *[TALKING] * 4)
    async with AsyncOneConnection(server) as dify:
        stream = dify.chat.stream("q")
        await anext(stream)
        del stream
        gc.collect()
        await AsyncEventually(server.connections[0].gone.is_set)
        async for _ in dify.chat.stream("q"):
            break
        gc.collect()
        await AsyncEventually(server.connections[1].gone.is_set)
        async for _ in dify.chat.stream("q").text_stream:
            break
        gc.collect()
        await AsyncEventually(server.connections[2].gone.is_set)
        circle: list[Any] = [dify.chat.stream("q")]
        circle.append(circle)
        await anext(circle[0])
        del circle
        gc.collect()
        await AsyncEventually(server.connections[3].gone.is_set)
    assert server.count(ANY_STOP) == 0


async def test_a_stream_that_was_never_asked(server: FaultServer) -> None:
    """A stream made, and never entered or read, sends nothing;
    closed before it was opened it stays closed.
    """
    async with AsyncOneConnection(server) as dify:
        dify.chat.stream("q")
        closed = dify.chat.stream("q")
        await closed.aclose()
        with pytest.raises(StreamIncomplete, match="closed"):
            await anext(closed)
        with pytest.raises(StreamIncomplete):
            await closed.get_final_answer()
        assert server.requests == []


@BOTH  # sync:
async def test_closing_a_stream(server: FaultServer) -> None:
    """aclose() closes the connection and lets the run go on; the answer is not whole, and says so."""
    server.on(ASK, TALKING)
    async with AsyncOneConnection(server) as dify:
        stream = dify.chat.stream("q")
        await anext(stream)
        await stream.aclose()
        await stream.aclose()
        await AsyncEventually(server.connections[0].gone.is_set)
        for read_on in (stream.__anext__, stream.get_final_answer):
            with pytest.raises(StreamIncomplete, match="closed") as caught:
                await read_on()
            assert caught.value.partial.answer == "Hel"
    assert server.count(ANY_STOP) == 0


async def test_a_stream_keeps_its_client_alive() -> None:
    """A stream of a client that nobody holds any more goes on."""
    with FaultServer() as server:
        server.on(ASK, steps.stream(message("Hel"), 0.05, message("lo"), END, Connection="close"))
        stream = AsyncDify(KEY, user="u", base_url=server.url, timeout=2).chat.stream("q")
        gc.collect()
        await anext(stream)
        gc.collect()
        assert (await stream.get_final_answer()).answer == "Hello"


@BOTH  # sync:
async def test_stop_and_read_on(server: FaultServer) -> None:
    """stop() asks the server, with the stream's user;
    reading on gives the end; leaving does not ask again.
    """
    gate = threading.Event()
    server.on(ASK, steps.stream(message("Hel"), gate, END))
    server.on(STOP, steps.then(gate, steps.json({"result": "success"})))
    async with AsyncOneConnection(server, connections=2) as dify:
        async with dify.chat.stream("q", user="eve") as stream:
            await anext(stream)
            await stream.stop()
            await stream.stop()
            answer = await stream.get_final_answer()
        assert answer.answer == "Hel"
        assert [request.json() for request in server.of(ANY_STOP)] == [{"user": "eve"}]


async def test_stop_before_there_is_a_task(server: FaultServer) -> None:
    """stop() before a task_id is known takes effect at the first event that has one,
    before that event is given.
    """
    gate, told = threading.Event(), threading.Event()
    nameless = steps.event("message", answer="Hel", task_id=None)
    server.on(ASK, steps.stream(PING, nameless, told, message("lo"), gate, END))
    server.on(STOP, steps.then(gate, steps.json({"result": "success"})))
    async with AsyncOneConnection(server, connections=2) as dify:
        stream = dify.chat.stream("q")
        await stream.stop()
        assert server.requests == []
        first = await anext(stream)
        assert isinstance(first, MessageEvent)
        assert server.count(ANY_STOP) == 0
        told.set()
        await anext(stream)
        assert server.count(STOP) == 1
        assert (await stream.get_final_answer()).answer == "Hello"
        assert server.count(ANY_STOP) == 1


async def test_stop_then_leave(server: FaultServer) -> None:
    """A stream that was stopped and then left is stopped once."""
    server.on(ASK, TALKING)
    async with AsyncOneConnection(server, connections=2) as dify:
        async with dify.chat.stream("q") as stream:
            await anext(stream)
            await stream.stop()
        assert server.count(ANY_STOP) == 1


async def test_a_stop_that_fails(server: FaultServer) -> None:
    """stop() raises what any call raises; it may be tried again, and leaving the stream tries again too."""
    server.on(ASK, TALKING)
    server.on(STOP, steps.html(500), steps.reset)
    async with AsyncOneConnection(server, connections=2) as dify:
        async with dify.chat.stream("q") as stream:
            await anext(stream)
            with pytest.raises(ServerError):
                await stream.stop()
            with pytest.raises(TransportError):
                await stream.stop()
        assert server.count(ANY_STOP) == 3


async def test_a_late_stop_that_fails_does_not_break_the_stream(server: FaultServer) -> None:
    """A stop that waited for its task_id has nobody to raise to: the events go on."""
    server.on(ASK, steps.stream(*WHOLE))
    server.on(STOP, steps.html(500))
    async with AsyncOneConnection(server, connections=2) as dify:
        stream = dify.chat.stream("q")
        await stream.stop()
        assert (await stream.get_final_answer()).answer == "Hello"


async def test_a_stop_without_a_free_connection(server: FaultServer) -> None:
    """Where the stream itself has the only connection a stop fails in time, and the stream goes on."""
    server.on(ASK, steps.stream(message("Hel"), 0.25, message("lo"), END))
    timeout = httpx.Timeout(PATIENCE, pool=0.1)
    async with (
        AsyncOneConnection(server, timeout=timeout) as dify,
        dify.chat.stream("q") as stream,
    ):
        await anext(stream)
        with within(), pytest.raises(TransportError):
            await stream.stop()
        assert (await stream.get_final_answer()).answer == "Hello"


async def test_two_streams_do_not_disturb_each_other(server: FaultServer) -> None:
    """One is left, the other goes on."""
    gate = threading.Event()
    server.on(ASK, steps.stream(message("a", task_id="ta"), steps.hold))
    server.on(ASK, steps.stream(message("b", task_id="tb"), gate, message("c", task_id="tb"), END))
    async with AsyncOneConnection(server, connections=3) as dify:
        async with dify.chat.stream("two") as left, dify.chat.stream("one") as kept:
            await anext(left)
            await anext(kept)
            await left.__aexit__(None, None, None)
            gate.set()
            assert (await kept.get_final_answer()).answer == "bc"
        assert [request.path.split("/")[3] for request in server.of(ANY_STOP)] == ["ta"]


async def test_the_retry_wait_is_real(server: FaultServer) -> None:
    """The sleep between two tries lets others work; it sleeps."""
    with within(at_least=0.05):
        await _io.sleep(0.05)


async def test_a_stop_is_sent_once_and_not_waited_for(server: FaultServer, waits: list[float]) -> None:
    """A server that asks to come back later does not hold up whoever leaves."""
    server.on(ASK, TALKING)
    later = steps.raw(steps.head(503, length=0, Retry_After="60"))
    server.on(ANY_STOP, *[later] * 3)
    async with (
        AsyncOneConnection(server, connections=2, max_retries=2) as dify,
        dify.chat.stream("q") as stream,
    ):
        await anext(stream)
    assert (server.count(ANY_STOP), waits) == (1, [])


# async only
async def test_reading_that_was_broken_off(server: FaultServer) -> None:
    """A cancelled read loses what came meanwhile: reading on says so, and does not look like the end."""
    server.on(ASK, steps.stream(PING, steps.message("a"), steps.hold))
    async with AsyncOneConnection(server) as dify:
        stream = dify.chat.stream("q")
        await anext(stream)
        with anyio.move_on_after(0.05):
            await anext(stream)
        with pytest.raises(StreamIncomplete, match="interrupted") as caught:
            await anext(stream)
        assert caught.value.partial.answer == "a"
        await stream.aclose()
        with pytest.raises(StreamIncomplete, match="closed"):
            await anext(stream)


# end async only
