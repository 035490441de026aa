"""Runs that were taken up: left, stopped, forgotten and cancelled like any other;
and those that others began.
"""

from __future__ import annotations

import gc
import threading
from typing import Any

import pytest

from dify_ext import AsyncDify, NotFoundError, ServerError, StreamIncomplete, WorkflowFailed
from tests.faults import runs, steps
from tests.faults.clients import AsyncEventually, AsyncOneConnection, within
from tests.faults.runs import ASK, CHATFLOW, EVENTS, RUN, STOP, STOP_CHAT, WHOLE, WORKFLOW, asked, form
from tests.faults.server import FaultServer
from tests.faults.steps import PING

ANY_STOP = "POST /v1/*/stop"
GOES_ON = runs.started(at=5, reason="resumption")

# async only
# httpx leaves its own generators to the garbage collector, which trio tells everybody about.
pytestmark = [
    pytest.mark.usefixtures("transport"),
    pytest.mark.filterwarnings(
        "ignore:Async generator 'httpx:ResourceWarning", "ignore:Async generator 'httpcore:ResourceWarning"
    ),
]
BOTH = pytest.mark.parametrize("anyio_backend", ["asyncio", "trio"])


# end async only
def broken_off(server: FaultServer, *then: Any, kind: str = RUN) -> None:
    """A run whose stream breaks, and whose events then are these."""
    told = WORKFLOW if kind == RUN else CHATFLOW
    server.on(kind, steps.stream(*told[:5]))
    server.on(EVENTS, runs.taken_up(*then, log=told[:5]))


@BOTH  # sync:
async def test_leaving_a_run_that_was_taken_up(server: FaultServer) -> None:
    """The connection it came over last is closed,
    then the run is stopped, with its user; it stays with one stop.
    """
    broken_off(server, WORKFLOW[5], steps.hold)
    async with AsyncOneConnection(server) as dify:
        with within():
            async with dify.workflows.stream(user="eve") as stream:
                for _ in range(6):
                    await anext(stream)
        assert server.of(EVENTS)[0].connection.gone.wait(2)
        assert [request.json() for request in server.of(STOP)] == [{"user": "eve"}]
        assert server.count(ANY_STOP) == 1


async def test_leaving_between_two_connections(server: FaultServer) -> None:
    """What is left before it was taken up again is not taken up; the run is stopped."""
    broken_off(server)
    async with AsyncOneConnection(server) as dify:
        async with dify.workflows.stream() as stream:
            for _ in range(5):
                await anext(stream)
        assert runs.asked_for(server) == [RUN, STOP]


async def test_letting_it_run_on(server: FaultServer) -> None:
    """stop_on_exit=False, or aclose(): closed alone; the run goes on, and can be taken up by its id."""
    broken_off(server, WORKFLOW[5], steps.hold)
    broken_off(server, WORKFLOW[5], steps.hold)
    async with AsyncOneConnection(server) as dify:
        async with dify.workflows.stream(stop_on_exit=False) as stream:
            for _ in range(6):
                await anext(stream)
        other = dify.workflows.stream()
        for _ in range(6):
            await anext(other)
        await other.aclose()
        for number, left in enumerate((stream, other)):
            await AsyncEventually(server.of(EVENTS)[number].connection.gone.is_set)
            assert left.workflow_run_id == "r1"
            with pytest.raises(StreamIncomplete) as caught:
                await left.get_final_result()
            assert caught.value.partial.text == "Hello, "
        assert server.count(ANY_STOP) == 0


@BOTH  # sync:
@pytest.mark.filterwarnings(
    "ignore:Async generator 'dify_ext:ResourceWarning"
)  # trio tells; it is what is tested here
async def test_a_forgotten_run_that_was_taken_up(server: FaultServer) -> None:
    """It is closed, and not stopped, wherever it was: at its events, and behind them."""
    broken_off(server, WORKFLOW[5], steps.hold)
    broken_off(server, WORKFLOW[5], steps.hold)
    async with AsyncOneConnection(server, connections=2) as dify:
        stream = dify.workflows.stream()
        for _ in range(6):
            await anext(stream)
        del stream
        gc.collect()
        await AsyncEventually(server.of(EVENTS)[0].connection.gone.is_set)
        async for event in dify.workflows.stream():
            if runs.key(event)[3] == "lo, ":
                break
        del event
        gc.collect()
        await AsyncEventually(server.of(EVENTS)[1].connection.gone.is_set)
    assert server.count(ANY_STOP) == 0


@BOTH  # sync:
@pytest.mark.parametrize("kind", [RUN, ASK])
async def test_stopping_a_run_that_was_taken_up(server: FaultServer, kind: str) -> None:
    """stop() asks the server with the stream's user; reading on gives the end, and a stop is no failure."""
    gate = threading.Event()
    tell = runs.flow if kind == RUN else runs.chatflow
    broken_off(server, gate, runs.finished(tell, "stopped", outputs={"answer": "Hello"}), kind=kind)
    server.on(runs.STORED, runs.page({**runs.STORED_MESSAGE, "answer": "Hello"}))
    server.on(ANY_STOP, steps.then(gate, steps.json({"result": "success"})))
    async with AsyncOneConnection(server, connections=3) as dify:
        stream: Any = (dify.workflows.stream if kind == RUN else dify.chat.stream)(
            {} if kind == RUN else "q", user="eve"
        )
        async with stream:
            for _ in range(5):
                await anext(stream)
            await stream.stop()
            assert [event.event async for event in stream] == ["workflow_finished"]
        stop = STOP if kind == RUN else STOP_CHAT
        assert [request.json() for request in server.of(stop)] == [{"user": "eve"}]
        assert server.count(ANY_STOP) == 1


async def test_one_stop_for_all_connections(server: FaultServer) -> None:
    """A stop that was asked for stays asked for when the connection then breaks,
    and leaving does not ask again.
    """
    broken_off(server, WORKFLOW[5], steps.hold)
    async with AsyncOneConnection(server, connections=2) as dify:
        stream = dify.workflows.stream()
        await stream.stop()  # not begun: it takes effect with the first event
        async with stream:
            for _ in range(6):
                await anext(stream)
            await stream.stop()
        assert server.count(ANY_STOP) == 1
        assert runs.asked_for(server)[:3] == [RUN, STOP, EVENTS]


# Runs that others began.


async def test_a_run_that_another_began(server: FaultServer) -> None:
    """What it did so far, then its events as they come; the result and the text are there at its end."""
    server.on(EVENTS, *[runs.taken_up(*WORKFLOW[6:], log=WORKFLOW[:6])] * 2)
    async with AsyncOneConnection(server) as dify:
        stream = dify.workflows.resume("r1", user="eve")
        with within():
            events = [event async for event in stream]
        assert runs.keys(events) == runs.keys([*runs.snapshot(WORKFLOW[:6]), *WORKFLOW[6:]])
        result = await stream.get_final_result()
        assert (result.status, result.outputs, result.text) == ("succeeded", runs.OUTPUTS, WHOLE)
        assert (stream.task_id, stream.workflow_run_id, runs.query(server, EVENTS)["user"]) == (
            "t1",
            "r1",
            "eve",
        )
        assert [text async for text in dify.workflows.resume("r1").text_stream] == [WHOLE]
        assert {request.method for request in server.requests} == {"GET"}


async def test_a_chatflows_run_that_another_began(server: FaultServer) -> None:
    """The same with its answer, which begins with the text that the server had stored."""
    replaced = steps.event("message_replace", answer="Hel", reason="")
    server.on(EVENTS, steps.stream(PING, CHATFLOW[0], replaced, *CHATFLOW[1:4], *CHATFLOW[5:]))
    async with AsyncOneConnection(server) as dify:
        stream = dify.chat.resume("r1")
        with within():
            events = [event async for event in stream]
        assert runs.keys(events) == runs.keys([CHATFLOW[0], replaced, *CHATFLOW[1:4], *CHATFLOW[5:]])
        answer = await stream.get_final_answer()
        assert (answer.answer, answer.mode, answer.message_id, answer.workflow_run_id) == (
            *(WHOLE, "advanced-chat"),
            *("m1", "r1"),
        )
        assert answer.usage is not None
        assert (answer.usage.total_tokens, answer.task_id) == (18, "t1")


async def test_a_run_that_has_ended(server: FaultServer) -> None:
    """Its end alone, with all that it gave; a failure is one now as it was then."""
    server.on(
        EVENTS, steps.stream(runs.ended(outputs=runs.OUTPUTS)), steps.stream(runs.ended(outputs=runs.ANSWER))
    )
    server.on(EVENTS, steps.stream(runs.ended(status="failed", error="out of cheese", outputs={})))
    async with AsyncOneConnection(server) as dify:
        result = await dify.workflows.resume("r1").get_final_result()
        assert (result.outputs, result.text, result.status) == (runs.OUTPUTS, WHOLE, "succeeded")
        answer = await dify.chat.resume("r1").get_final_answer()
        assert (answer.answer, answer.mode, answer.message_id, answer.usage) == (
            WHOLE,
            "advanced-chat",
            None,
            None,
        )
        with pytest.raises(WorkflowFailed, match="out of cheese"):
            await dify.workflows.resume("r1").get_final_result()
        assert runs.asked_for(server) == [EVENTS] * 3


async def test_waiting_for_somebody_elses_answer(server: FaultServer) -> None:
    """A paused run without a handler is waited for:
    it goes on, or the stream ends paused after stall_timeout.
    """
    paused = [*WORKFLOW[:4], *asked(form())]
    server.on(EVENTS, runs.taken_up(PING, 0.1, GOES_ON, *WORKFLOW[4:], log=paused))
    server.on(EVENTS, runs.taken_up(steps.pings(0.03), log=paused), runs.taken_up(steps.hold, log=paused))
    async with AsyncOneConnection(server, connections=2, stall_timeout=0.6) as dify:
        async with dify.workflows.resume("r1") as stream:
            names = [event.event async for event in stream]
        assert names[-1] == "workflow_finished"
        assert (stream.is_paused, names.count("workflow_started")) == (False, 2)
        assert (await stream.get_final_result()).text == WHOLE
        for _ in range(2):
            with within(at_least=0.6):
                async with dify.workflows.resume("r1", stop_on_exit=True) as stream:
                    assert [event.event async for event in stream][-1] == "workflow_paused"
            assert stream.is_paused
            assert stream.form is not None
            assert (stream.form.form_token, (await stream.get_final_result()).status) == ("tok1", "paused")
        assert server.count(ANY_STOP) == 0


async def test_a_resumed_run_that_breaks(server: FaultServer) -> None:
    """It is taken up again like one's own, also where nothing had come yet."""
    server.on(EVENTS, steps.stream(PING, steps.reset), steps.stream(*WORKFLOW[:4], steps.reset))
    server.on(EVENTS, runs.taken_up(*WORKFLOW[4:], log=WORKFLOW[:4]))
    async with AsyncOneConnection(server, max_retries=2) as dify:
        stream = dify.workflows.resume("r1")
        with within():
            assert runs.keys([event async for event in stream]) == runs.keys(WORKFLOW)
        assert (await stream.get_final_result()).text == WHOLE
        assert runs.asked_for(server) == [EVENTS] * 3


@pytest.mark.parametrize("resume", ["workflows", "chat"])
@pytest.mark.parametrize(
    ("refusal", "expected", "words"),
    [
        (
            steps.refusal(404, "not_found", "Workflow run not found"),
            NotFoundError,
            r"not found.*1\.14.*end user",
        ),
        (steps.html(404), NotFoundError, r"1\.14"),
        (steps.html(502), ServerError, "502"),
    ],
)
async def test_a_run_that_cannot_be_taken_up(
    server: FaultServer, resume: str, refusal: Any, expected: type[Exception], words: str
) -> None:
    """It is what it is for any call; that there is none may mean an older release, or another user's run."""
    server.on(EVENTS, refusal)
    async with AsyncOneConnection(server) as dify:
        with within(), pytest.raises(expected, match=words):
            async with getattr(dify, resume).resume("r1"):
                raise AssertionError("never entered")
        assert runs.asked_for(server) == [EVENTS]


async def test_whose_task_it_is(server: FaultServer) -> None:
    """Where a server does not know the task at first,
    and says the run's id, a stop goes to what it says then.
    """
    told = runs.started(lambda name, **data: runs.flow(name, by="r1", **data))
    server.on(EVENTS, steps.stream(told, WORKFLOW[1], steps.hold))
    async with AsyncOneConnection(server) as dify:
        async with dify.workflows.resume("r1", stop_on_exit=True) as stream:
            assert (await anext(stream)).event == "workflow_started"
            assert stream.task_id == "r1"
            await anext(stream)
            assert stream.task_id == "t1"
        assert server.count(STOP) == server.count(ANY_STOP) == 1


async def test_a_client_nobody_holds(server: FaultServer) -> None:
    """A run of such a client is taken up all the same."""
    server.on(RUN, steps.stream(*WORKFLOW[:5]))
    server.on(EVENTS, steps.stream(*WORKFLOW[:4], *WORKFLOW[5:], Connection="close"))
    stream = AsyncDify("app-key", user="u", base_url=server.url, timeout=2).workflows.stream()
    gc.collect()
    await anext(stream)
    gc.collect()
    assert (await stream.get_final_result()).text == WHOLE
