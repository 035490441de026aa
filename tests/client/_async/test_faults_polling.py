"""Runs whose stream breaks at a server without their events:
it is asked how they stand until they have ended.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from dify_ext import ConnectionFailed, StreamIncomplete, StreamStalled, WorkflowFailed, WorkflowPaused
from dify_ext._streaming import waiting
from tests.faults import runs, steps
from tests.faults.clients import AsyncOneConnection, within
from tests.faults.runs import ASK, CHATFLOW, DETAIL, EVENTS, RUN, STORED, STORED_MESSAGE, WHOLE, WORKFLOW
from tests.faults.server import FaultServer

pytestmark = pytest.mark.usefixtures("transport")  # sync:

ABSENT = {
    "a page": steps.html(404, "404 Not Found"),
    "JSON": steps.refusal(404, "not_found", "The requested URL was not found on the server."),
}
ENDED = {"outputs": runs.OUTPUTS, "total_tokens": 18, "total_steps": 3, "elapsed_time": 1.5, "finished_at": 9}


def begun(server: FaultServer, *, times: int = 1, how: Any = steps.reset) -> None:
    """A run whose stream breaks in the middle of its text, at a server that has no more of it."""
    server.on(RUN, *[steps.stream(*WORKFLOW[:5], how)] * times)
    server.on(EVENTS, *[ABSENT["a page"]] * times)


@pytest.mark.parametrize("absent", ABSENT)
async def test_asking_until_it_has_ended(server: FaultServer, waits: list[float], absent: str) -> None:
    """Questions further and further apart;
    the end is an event like any other, the result and the text are whole.
    """
    server.on(RUN, steps.stream(*WORKFLOW[:5], steps.reset))
    server.on(EVENTS, ABSENT[absent])
    server.on(DETAIL, *[runs.detail("running", total_steps=number) for number in range(8)])
    server.on(DETAIL, runs.detail("succeeded", **ENDED))
    async with AsyncOneConnection(server, max_retries=2) as dify:
        stream = dify.workflows.stream({"a": 1})
        with within():
            events = [event async for event in stream]
        assert runs.keys(events) == runs.keys([*WORKFLOW[:5], WORKFLOW[-1]])
        result = await stream.get_final_result()
    assert (result.status, result.outputs, result.text, result.total_steps) == (
        "succeeded",
        runs.OUTPUTS,
        WHOLE,
        3,
    )
    assert (result.task_id, result.workflow_run_id, result.elapsed_time) == ("t1", "r1", 1.5)
    assert runs.asked_for(server)[:11] == [RUN, EVENTS, *[DETAIL] * 9]
    assert waits[:3] == [0.5, 0.75, 1.125]
    assert (waits[-1], len(waits)) == (5.0, 8)


async def test_the_text_is_read_to_its_end(server: FaultServer, waits: list[float]) -> None:
    """A reader of the text gets the rest of it with the end."""
    begun(server, how=steps.close)
    server.on(DETAIL, runs.detail("running"), runs.detail("succeeded", outputs=runs.OUTPUTS))
    async with AsyncOneConnection(server) as dify:
        assert [text async for text in dify.workflows.stream().text_stream] == ["Hel", WHOLE[3:]]
    assert waits == [0.5]


async def test_how_a_run_can_have_ended(server: FaultServer, waits: list[float]) -> None:
    """As on a stream: a failure raises with the run,
    a pause without a handler too, what was stopped does not.
    """
    begun(server, times=4)
    server.on(DETAIL, runs.detail("running"), runs.detail("failed", error="out of cheese", finished_at=9))
    server.on(
        DETAIL, runs.detail("stopped", outputs={}), runs.detail("partial-succeeded", outputs=runs.OUTPUTS)
    )
    server.on(DETAIL, runs.detail("paused", outputs={}))
    async with AsyncOneConnection(server) as dify:
        with pytest.raises(WorkflowFailed, match=r"out of cheese \(run r1\)") as failed:
            await dify.workflows.run()
        assert (failed.value.run.finished_at, failed.value.partial.text) == (9, "Hel")
        stopped = await dify.workflows.run()
        assert (stopped.status, stopped.text) == ("stopped", "Hel")
        result = await dify.workflows.run()
        assert (result.status, result.text) == ("partial-succeeded", WHOLE)
        with pytest.raises(WorkflowPaused) as paused:
            await dify.workflows.run()
        assert (paused.value.form, paused.value.partial.status) == (None, "paused")
        assert server.count(RUN) == server.count(EVENTS) == 4


async def test_a_chatflow(server: FaultServer, waits: list[float]) -> None:
    """The answer is that of the run's outputs, its usage that of the message as it was stored."""
    server.on(ASK, steps.stream(*CHATFLOW[:5], steps.reset))
    server.on(EVENTS, ABSENT["JSON"])
    server.on(DETAIL, runs.detail("running"), runs.detail("succeeded", outputs=runs.ANSWER))
    server.on(STORED, runs.page(STORED_MESSAGE))
    async with AsyncOneConnection(server) as dify:
        answer = await dify.chat.send("q", user="eve")
    assert (answer.answer, answer.message_id, answer.mode) == (WHOLE, "m1", "advanced-chat")
    assert answer.usage is not None
    assert answer.usage.total_tokens == 18
    assert runs.query(server, STORED) == {"conversation_id": "c1", "user": "eve"}
    assert runs.asked_for(server)[:5] == [ASK, EVENTS, DETAIL, DETAIL, STORED]


async def test_what_older_releases_say(server: FaultServer, waits: list[float]) -> None:
    """1.8.1: outputs are JSON in a string; a run that it does not know has an answer with nothing in it."""
    begun(server, times=3)
    outputs = json.dumps(runs.OUTPUTS, ensure_ascii=False)
    server.on(DETAIL, runs.detail("succeeded", outputs=outputs))
    server.on(DETAIL, steps.json({"id": None, "status": None, "outputs": None}))
    server.on(DETAIL, runs.detail("succeeded", outputs="oops"))
    async with AsyncOneConnection(server) as dify:
        result = await dify.workflows.run()
        assert (result.outputs, result.text) == (runs.OUTPUTS, WHOLE)
        for words in ("the stream broke before its end", "the state of the run cannot be read"):
            with pytest.raises(StreamIncomplete, match=words) as caught:
                await dify.workflows.run()
            assert isinstance(caught.value.__cause__, ConnectionFailed)
            assert caught.value.partial.text == "Hel"


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (steps.html(502), "502"),
        (steps.refusal(401, "unauthorized", "Access token is invalid"), "Access token is invalid"),
        (steps.refusal(404, "not_found", "Workflow run not found."), "Workflow run not found"),
        (steps.refusal(400, "not_workflow_app", "wrong kind of app"), "wrong kind of app"),
        (
            steps.json({"id": "r1", "status": "succeeded", "outputs": [1]}),
            "the state of the run cannot be read",
        ),
        (steps.html(200, "Log in"), "JSON"),
        (steps.reset, "the server hung up"),
    ],
)
async def test_a_server_that_does_not_say(
    server: FaultServer, waits: list[float], refusal: Any, words: str
) -> None:
    """The stream is incomplete,
    and the error says why it is not known how the run ended; the break is the cause.
    """
    begun(server)
    server.on(DETAIL, runs.detail("running"), refusal)
    async with AsyncOneConnection(server) as dify:
        with within(), pytest.raises(StreamIncomplete, match=words) as caught:
            await dify.workflows.run()
        assert isinstance(caught.value.__cause__, ConnectionFailed)
        assert (caught.value.partial.text, len(str(caught.value).splitlines())) == ("Hel", 1)
        assert runs.asked_for(server) == [RUN, EVENTS, DETAIL, DETAIL]


async def test_a_question_is_asked_again(server: FaultServer, waits: list[float]) -> None:
    """Like any that does no harm; the run is begun once all the same."""
    begun(server)
    server.on(DETAIL, steps.html(502), runs.detail("succeeded", outputs=runs.OUTPUTS))
    async with AsyncOneConnection(server, max_retries=1) as dify:
        assert (await dify.workflows.run()).text == WHOLE
        assert (server.count(RUN), server.count(DETAIL)) == (1, 2)


async def test_a_run_that_does_not_move(server: FaultServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same answer for longer than any run takes is a stall; as long as something changes it is none."""
    monkeypatch.setattr(waiting, "POLL", (0.1, 0.1))
    monkeypatch.setattr(waiting, "LONGEST_RUN", 0.5)
    begun(server, times=2)
    server.on(DETAIL, *[runs.detail("running", total_steps=number) for number in range(8)])
    server.on(DETAIL, runs.detail("succeeded", outputs=runs.OUTPUTS), *[runs.detail("running")] * 99)
    async with AsyncOneConnection(server, stall_timeout=0.6) as dify:
        with within(at_least=0.8):
            assert (await dify.workflows.run()).text == WHOLE
        with within(at_least=0.6), pytest.raises(StreamStalled, match=r"0\.6 seconds") as caught:
            await dify.workflows.run()
        assert (caught.value.partial.text, caught.value.partial.task_id) == ("Hel", "t1")


async def test_a_word_that_is_not_known(server: FaultServer, waits: list[float]) -> None:
    """How a run stands in a newer server's word is no end, as long as it has no time of its end."""
    begun(server)
    server.on(
        DETAIL, runs.detail("suspended"), runs.detail(None), runs.detail("done", finished_at=9, outputs={})
    )
    async with AsyncOneConnection(server) as dify:
        assert (await dify.workflows.run()).status == "done"
        assert server.count(DETAIL) == 3


async def test_another_users_run(server: FaultServer, waits: list[float]) -> None:
    """A newer server has the endpoint and not this user's run: it is asked about all the same."""
    server.on(RUN, steps.stream(*WORKFLOW[:5]))
    server.on(EVENTS, steps.refusal(404, "not_found", "Workflow run not found"))
    server.on(DETAIL, runs.detail("succeeded", outputs=runs.OUTPUTS))
    async with AsyncOneConnection(server) as dify:
        assert (await dify.workflows.run()).text == WHOLE


@pytest.mark.parametrize("away", [steps.reset, steps.html(502)])
async def test_a_server_that_is_away_for_a_moment(server: FaultServer, waits: list[float], away: Any) -> None:
    """It is asked again; the run is begun once."""
    begun(server)
    server.on(DETAIL, runs.detail("running"), *[away] * 5, runs.detail("succeeded", outputs=runs.OUTPUTS))
    async with AsyncOneConnection(server, max_retries=1) as dify:
        with pytest.raises(
            StreamIncomplete, match="cannot be read"
        ):  # each time is tried twice, and that twice
            await dify.workflows.run()
        begun(server)
        server.on(DETAIL, *[away] * 3, runs.detail("succeeded", outputs=runs.OUTPUTS))
        assert (await dify.workflows.run()).text == WHOLE
    assert server.count(RUN) == 2
