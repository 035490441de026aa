# Made from tests/client/_async/test_faults_resume.py by scripts/regenerate: change that one.
"""Runs whose stream breaks: they are taken up where they stand, never begun again;
nothing comes twice or is lost.
"""

from __future__ import annotations

import itertools
from typing import Any

import httpx
import pytest

from dify_ext import (
    ChatAnswer,
    ConnectionFailed,
    Dify,
    DifyError,
    StreamFailed,
    StreamIncomplete,
    StreamStalled,
    WorkflowFailed,
    WorkflowResult,
)
from tests.faults import runs, steps
from tests.faults.clients import OneConnection, within
from tests.faults.runs import ASK, CHATFLOW, EVENTS, RUN, STORED, STORED_MESSAGE, TEXT, WHOLE, WORKFLOW
from tests.faults.server import FaultServer
from tests.faults.steps import PING

# How a connection breaks, and httpx's error for it (None: to HTTP all was well).
BREAKS: dict[str, tuple[tuple[Any, ...], type[Exception] | None]] = {
    "reset": ((steps.reset,), httpx.ReadError),
    "closed": ((steps.close,), httpx.RemoteProtocolError),
    "ended": ((), None),
    "reset in a chunk": ((lambda c: c.send(b"99\r\ndata: {"), steps.reset), httpx.ReadError),
    "ended in an event": ((b'data: {"event": "workflow_fini',), None),
}


def broken(*events: bytes, how: str = "ended") -> Any:
    """A stream that gives these events, and then breaks."""
    return steps.stream(PING, *events, *BREAKS[how][0])


def read(stream: Any) -> tuple[list[Any], str]:
    """All events of a stream, and the text that they bring."""
    events, texts = [], []
    with stream:
        for event in stream:
            events.append(event)
            texts.append(stream._run.protocol.text)
    return events, "".join(texts)


def text_of(stream: Any) -> list[str]:
    """The text of a stream, as it comes."""
    with stream:
        return [text for text in stream.text_stream]


def is_whole(result: WorkflowResult) -> None:
    """A result that lacks nothing."""
    assert (result.status, result.outputs, result.text) == ("succeeded", runs.OUTPUTS, WHOLE)
    assert (result.task_id, result.workflow_run_id, result.workflow_id) == ("t1", "r1", "w1")
    assert (result.total_tokens, result.finished_at) == (18, 9)


def is_whole_answer(answer: ChatAnswer) -> None:
    """The same of an answer."""
    assert (answer.answer, answer.mode, answer.workflow_run_id) == (WHOLE, "advanced-chat", "r1")
    assert (answer.message_id, answer.conversation_id, answer.task_id) == ("m1", "c1", "t1")
    assert answer.usage is not None
    assert answer.usage.total_tokens == 18


@pytest.mark.parametrize("how", BREAKS)
def test_a_workflow_cut_after_every_event(server: FaultServer, how: str) -> None:
    """Its events are asked for, once, with its user:
    every event once and in order, the whole text, the result.
    """
    with OneConnection(server, connections=2) as dify:
        for cut in range(1, len(WORKFLOW)):
            server.on(RUN, broken(*WORKFLOW[:cut], how=how))
            server.on(EVENTS, runs.taken_up(*WORKFLOW[cut:], log=WORKFLOW[:cut]))
            stream = dify.workflows.stream({"a": 1}, user="eve")
            with within():
                events, text = read(stream)
            assert runs.keys(events) == runs.keys(WORKFLOW)
            assert text == WHOLE
            is_whole(stream.get_final_result())
        assert server.count(RUN) == server.count(EVENTS) == len(WORKFLOW) - 1
        assert len(server.requests) == 2 * server.count(RUN)  # nothing is stopped
        asked = {"user": "eve", "include_state_snapshot": "true", "continue_on_pause": "true"}
        assert runs.query(server, EVENTS) == asked


@pytest.mark.parametrize("how", ["reset", "ended in an event"])
def test_a_chatflow_cut_after_every_event(server: FaultServer, how: str) -> None:
    """The same, with the answer as the message has it at its end."""
    with OneConnection(server, connections=2) as dify:
        for cut in range(1, len(CHATFLOW)):
            server.on(ASK, broken(*CHATFLOW[:cut], how=how))
            server.on(EVENTS, runs.taken_up(*CHATFLOW[cut:], log=CHATFLOW[:cut]))
            stream = dify.chat.stream("q")
            with within():
                events, text = read(stream)
            assert runs.keys(events) == runs.keys(CHATFLOW)
            assert text == WHOLE
            is_whole_answer(stream.get_final_answer())
        assert len(server.requests) == 2 * (len(CHATFLOW) - 1) == 2 * server.count(EVENTS)


def test_text_that_was_lost_in_between(server: FaultServer) -> None:
    """While nobody is connected text is lost:
    a reader gets it at the end, from the outputs, nothing out of order.
    """
    with OneConnection(server, connections=2) as dify:
        for cut, on in itertools.combinations_with_replacement(range(1, 10), 2):
            server.on(RUN, broken(*WORKFLOW[:cut]), broken(*WORKFLOW[:cut]))
            step = runs.taken_up(*WORKFLOW[on:], log=WORKFLOW[:on])
            server.on(EVENTS, step, step)
            texts = text_of(dify.workflows.stream())
            assert "".join(texts) == WHOLE
            assert texts[: max(0, cut - 4)] == list(TEXT[: max(0, cut - 4)])
            is_whole(dify.workflows.run())
        assert server.count(RUN) == server.count(EVENTS)


def test_a_result_without_text(server: FaultServer) -> None:
    """What outputs do not tell a reader of the text is told of; who wants the result has it."""
    first, end = WORKFLOW[:5], runs.finished(outputs={"n": 7})
    server.on(RUN, broken(*first), broken(*first))
    server.on(EVENTS, runs.taken_up(end), runs.taken_up(end))
    got: list[str] = []
    with OneConnection(server) as dify:
        result = dify.workflows.run()
        assert (result.outputs, result.text) == ({"n": 7}, "Hel")
        with pytest.raises(StreamIncomplete, match="text in between") as caught:
            for text in dify.workflows.stream().text_stream:
                got.append(text)
        assert (got, caught.value.partial.outputs) == (["Hel"], {"n": 7})


# What a chatflow's server keeps.


@pytest.mark.parametrize("outputs", [runs.ANSWER, {}, {"answer": ""}, {"answer": 5}, None])
def test_the_end_of_the_message_was_lost(server: FaultServer, outputs: Any) -> None:
    """A run that is over tells its end alone:
    text and usage are those of the outputs and of the stored message.
    """
    server.on(ASK, *[broken(*CHATFLOW[:5])] * 2)
    server.on(EVENTS, *[steps.stream(runs.ended(outputs=outputs))] * 2)
    server.on(STORED, *[runs.page({**STORED_MESSAGE, "id": "m0", "answer": "older"}, STORED_MESSAGE)] * 2)
    with OneConnection(server, connections=2) as dify:
        answer = dify.chat.send("q", user="eve")
        is_whole_answer(answer)
        assert answer.usage is not None
        assert (answer.usage.prompt_tokens, answer.usage.completion_tokens) == (12, 6)
        assert runs.query(server, STORED) == {"conversation_id": "c1", "user": "eve"}
        assert text_of(dify.chat.stream("q")) == ["Hel", WHOLE[3:]]
        assert (server.count(ASK), server.count(STORED)) == (2, 2)


def test_a_message_that_is_stored_a_little_later(server: FaultServer, waits: list[float]) -> None:
    """It is asked for again when it is not there, or still empty."""
    server.on(ASK, broken(*CHATFLOW[:5]))
    server.on(EVENTS, steps.stream(runs.ended(outputs={})))
    server.on(STORED, runs.page(), runs.page({**STORED_MESSAGE, "answer": ""}), runs.page(STORED_MESSAGE))
    with OneConnection(server, connections=2) as dify:
        is_whole_answer(dify.chat.send("q"))
    assert (server.count(STORED), waits) == (3, [0.5, 1.0])


@pytest.mark.parametrize("stored", [runs.page(), steps.html(502), steps.json({"data": 5}), steps.reset])
def test_a_message_that_is_not_to_be_had(server: FaultServer, waits: list[float], stored: Any) -> None:
    """Without it the answer from the outputs lacks its usage alone;
    where they have none, either, it is incomplete.
    """
    server.on(ASK, *[broken(*CHATFLOW[:5])] * 3)
    server.on(
        EVENTS, steps.stream(runs.ended(outputs=runs.ANSWER)), *[steps.stream(runs.ended(outputs={}))] * 2
    )
    server.on(STORED, *[stored] * 9)
    got: list[str] = []
    with OneConnection(server, connections=2) as dify:
        answer = dify.chat.send("q")
        assert (answer.answer, answer.usage) == (WHOLE, None)
        with pytest.raises(StreamIncomplete, match="text in between") as caught:
            dify.chat.send("q")
        assert (caught.value.partial.answer, caught.value.partial.message_id) == ("Hel", "m1")
        with pytest.raises(StreamIncomplete):
            for text in dify.chat.stream("q").text_stream:
                got.append(text)
        assert got == ["Hel"]


def test_speech_after_the_end(server: FaultServer, waits: list[float]) -> None:
    """What comes after the end is handed on; what could not be made good is not looked for again."""
    speech = [steps.event(name, audio="//OE") for name in ("tts_message", "tts_message", "tts_message_end")]
    server.on(ASK, broken(*CHATFLOW[:5]))
    server.on(EVENTS, runs.taken_up(*CHATFLOW[6:-1], runs.finished(runs.chatflow, outputs={}), *speech))
    got: list[str] = []
    with OneConnection(server, connections=2) as dify:
        with pytest.raises(StreamIncomplete):
            for event in dify.chat.stream("q"):
                got.append(event.event)
    assert got[-3:] == ["tts_message", "tts_message", "tts_message_end"]
    assert server.count(STORED) == 3


def test_outputs_that_disagree(server: FaultServer) -> None:
    """After a break the outputs are the answer, whatever was told before; a reader of the text is told so."""
    server.on(ASK, *[broken(*CHATFLOW[:5])] * 2)
    server.on(
        EVENTS,
        *[runs.taken_up(CHATFLOW[-2], runs.finished(runs.chatflow, outputs={"answer": "another"}))] * 2,
    )
    with OneConnection(server, connections=2) as dify:
        assert (dify.chat.send("q")).answer == "another"
        with pytest.raises(StreamIncomplete, match="text in between") as caught:
            text_of(dify.chat.stream("q"))
        assert caught.value.partial.answer == "another"
        assert server.count(STORED) == 0


def test_an_answer_that_became_another(server: FaultServer) -> None:
    """Where the stored text does not go on from what was read it is the answer;
    a reader of the text is told.
    """
    stored = runs.page({**STORED_MESSAGE, "answer": "Sorry"})
    server.on(ASK, *[broken(*CHATFLOW[:5])] * 2)
    server.on(EVENTS, *[runs.taken_up(*CHATFLOW[6:-1], runs.finished(runs.chatflow))] * 2)
    server.on(STORED, stored, stored)
    with OneConnection(server, connections=2) as dify:
        assert (dify.chat.send("q")).answer == "Sorry"
        with pytest.raises(StreamIncomplete) as caught:
            text_of(dify.chat.stream("q"))
        assert caught.value.partial.answer == "Sorry"


@pytest.mark.parametrize("kept", ["", "Hel", "older text"])
def test_a_snapshot_with_the_text_as_it_was_stored(server: FaultServer, kept: str) -> None:
    """What the server had of the text then, mostly nothing, does not take the place of what was read."""
    replace = steps.event("message_replace", answer=kept, reason="")
    server.on(ASK, broken(*CHATFLOW[:5]))
    server.on(EVENTS, steps.stream(PING, CHATFLOW[0], replace, *CHATFLOW[1:4], *CHATFLOW[6:]))
    with OneConnection(server, connections=2) as dify:
        stream = dify.chat.stream("q")
        events, text = read(stream)
        assert runs.keys(events) == runs.keys(CHATFLOW[:5] + CHATFLOW[6:])
        assert text == WHOLE
        is_whole_answer(stream.get_final_answer())


def test_a_server_that_tells_its_whole_log_again(server: FaultServer) -> None:
    """Where text is told again it is not given again; what had been lost is there at once."""
    server.on(RUN, broken(*WORKFLOW[:5]), broken(*WORKFLOW[:6]))
    again = [*runs.snapshot(WORKFLOW[:8]), *WORKFLOW]
    server.on(EVENTS, steps.stream(*again), broken(*again[:-2]), steps.stream(*again))
    with OneConnection(server, connections=2) as dify:
        for _ in range(2):
            stream = dify.workflows.stream()
            events, text = read(stream)
            assert sorted(map(str, runs.keys(events))) == sorted(map(str, runs.keys(WORKFLOW)))
            assert text == WHOLE
            is_whole(stream.get_final_result())


# Again and again.


def test_many_breaks(server: FaultServer, waits: list[float]) -> None:
    """As long as there is something new the run is taken up again, however often; it is begun once."""
    server.on(RUN, broken(*WORKFLOW[:1], how="reset"))
    for cut in range(1, len(WORKFLOW)):
        server.on(EVENTS, runs.taken_up(*WORKFLOW[cut : cut + 1], log=WORKFLOW[:cut]))
    with OneConnection(server, connections=2) as dify:
        stream = dify.workflows.stream()
        events, text = read(stream)
        assert (runs.keys(events), text) == (runs.keys(WORKFLOW), WHOLE)
        is_whole(stream.get_final_result())
    assert (server.count(RUN), server.count(EVENTS)) == (1, len(WORKFLOW) - 1)
    assert waits == []


@pytest.mark.parametrize("max_retries", [0, 2])
@pytest.mark.parametrize("more", [(), (steps.event("newer", message_id=None, data={"a": 1}),)])
def test_giving_up(
    server: FaultServer, waits: list[float], max_retries: int, more: tuple[bytes, ...]
) -> None:
    """Breaks that bring nothing new:
    the tries are used up, and the first cause is told with what had arrived.
    """
    server.on(RUN, broken(*WORKFLOW[:5], how="reset"))
    server.on(EVENTS, *[steps.stream(PING, *runs.snapshot(WORKFLOW[:5]), *more, steps.reset)] * 9)
    with OneConnection(server, max_retries=max_retries) as dify:
        with within(), pytest.raises(StreamIncomplete) as caught:
            dify.workflows.run()
        assert isinstance(caught.value.__cause__, ConnectionFailed)
        assert (caught.value.partial.text, caught.value.partial.workflow_run_id) == ("Hel", "r1")
        assert (server.count(RUN), server.count(EVENTS)) == (1, max_retries + 1)
        assert waits == [0.5, 1.0][:max_retries]


@pytest.mark.parametrize("away", [steps.reset, steps.html(502), steps.html(503)])
def test_a_server_that_is_away_for_a_moment(server: FaultServer, waits: list[float], away: Any) -> None:
    """One that is started anew, say:
    it is asked again, after longer and longer, and the run is begun once.
    """
    server.on(RUN, broken(*WORKFLOW[:5], how="reset"))
    server.on(EVENTS, *[away] * 8, runs.taken_up(*WORKFLOW[5:], log=WORKFLOW[:5]))
    with OneConnection(server, connections=2, max_retries=2) as dify:
        is_whole(dify.workflows.run())
    assert (server.count(RUN), server.count(EVENTS)) == (
        1,
        9,
    )  # three times, each tried again twice as any call is
    assert len(waits) == 8


def test_text_without_end(server: FaultServer, waits: list[float]) -> None:
    """Breaks after nothing but text, which may be what came before:
    many in a row are not one after the other.
    """
    server.on(RUN, broken(*WORKFLOW[:5]))
    server.on(EVENTS, *[runs.taken_up(runs.chunk("lo"), log=WORKFLOW[:5])] * 23, runs.taken_up(*WORKFLOW[5:]))
    with OneConnection(server, connections=2) as dify:
        is_whole(dify.workflows.run())
    assert waits == [0.5] * 3


# Where a run is not taken up.


def test_resume_can_be_turned_off(server: FaultServer) -> None:
    """resume=False: a break is what it is for any stream."""
    server.on(RUN, broken(*WORKFLOW[:5], how="reset"))
    server.on(ASK, broken(*CHATFLOW[:5]))
    with OneConnection(server) as dify:
        with pytest.raises(StreamIncomplete) as caught:
            read(dify.workflows.stream(resume=False))
        assert isinstance(caught.value.__cause__, ConnectionFailed)
        assert caught.value.partial.text == "Hel"
        with pytest.raises(StreamIncomplete):
            read(dify.chat.stream("q", resume=False))
        assert runs.asked_for(server) == [RUN, ASK]


@pytest.mark.parametrize("piece", [steps.message("Hel"), steps.event("agent_message", answer="Hel")])
def test_what_no_workflow_is_behind(server: FaultServer, piece: bytes) -> None:
    """Streams of chat, agent and completion apps have no run that could be taken up."""
    server.on(ASK, broken(piece, how="reset"))
    server.on("POST /v1/completion-messages", broken(piece))
    with OneConnection(server, max_retries=2) as dify:
        for send in (lambda: dify.chat.send("q"), lambda: dify.completion.send({})):
            with pytest.raises(StreamIncomplete) as caught:
                send()
            assert caught.value.partial.answer == "Hel"
        assert runs.asked_for(server) == [ASK, "POST /v1/completion-messages"]


@pytest.mark.parametrize("how", ["reset", "closed", "reset in a chunk", "ended", "ended in an event"])
def test_a_break_before_the_first_event(server: FaultServer, how: str) -> None:
    """Nothing came: it is what it is for any call, and the run is neither begun again nor taken up."""
    server.on(RUN, broken(how=how))
    expected = StreamIncomplete if how.startswith("ended") else ConnectionFailed
    with OneConnection(server, max_retries=2) as dify:
        with pytest.raises(expected):
            dify.workflows.run()
        assert runs.asked_for(server) == [RUN]


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (steps.html(502), "502"),
        (steps.refusal(500, "internal_server_error", "out of cheese"), "out of cheese"),
        (steps.refusal(401, "unauthorized", "Access token is invalid"), "Access token is invalid"),
        (steps.refusal(400, "not_workflow_app", "wrong kind of app"), "wrong kind of app"),
        (steps.json({"data": []}), "an event stream was asked for"),
        (steps.html(200, "Log in"), "text/html"),
        (steps.redirect(302, "https://elsewhere"), "elsewhere"),
        (steps.reset, "the server hung up"),
        (steps.raw(steps.head(500, length=99), b"{", steps.close), "could not be resumed"),
    ],
)
def test_a_server_that_refuses(server: FaultServer, refusal: Any, words: str) -> None:
    """The stream is incomplete, and the error says why it could not be taken up;
    what broke it is the cause.
    """
    server.on(RUN, broken(*WORKFLOW[:5], how="reset"))
    server.on(EVENTS, refusal)
    with OneConnection(server) as dify:
        with within(), pytest.raises(StreamIncomplete, match=words) as caught:
            dify.workflows.run()
        assert isinstance(caught.value.__cause__, ConnectionFailed)
        assert (caught.value.partial.text, len(str(caught.value).splitlines())) == ("Hel", 1)
        assert runs.asked_for(server) == [RUN, EVENTS]


# What comes over the next connection.


def test_what_can_end_a_run_that_was_taken_up(server: FaultServer) -> None:
    """A failure raises with the run, an error event with its words, a stop not at all; silence is a stall."""
    ends: list[tuple[tuple[Any, ...], type[DifyError] | None]] = [
        ((runs.finished(status="failed", error="out of cheese"),), WorkflowFailed),
        ((steps.event("error", status=400, code="c", message="out of cheese"),), StreamFailed),
        ((steps.hold,), StreamStalled),
        ((steps.pings(0.04),), StreamStalled),
        ((b"data: oops\n\n", WORKFLOW[-1]), StreamIncomplete),
        ((runs.flow("text_chunk", text=5), WORKFLOW[-1]), StreamIncomplete),
        ((runs.flow("workflow_paused", reasons=[{"form_id": "f", "inputs": 5}]),), StreamIncomplete),
        ((runs.finished(status="stopped", outputs={}),), None),
    ]
    with OneConnection(server, connections=2, stall_timeout=0.5) as dify:
        for parts, expected in ends:
            server.on(RUN, broken(*WORKFLOW[:5]))
            server.on(EVENTS, runs.taken_up(*parts, log=WORKFLOW[:5]))
            if expected is None:
                result = dify.workflows.run()
                assert (result.status, result.text) == ("stopped", "Hel")
                continue
            with within(), pytest.raises(expected) as caught:
                dify.workflows.run()
            assert caught.value.partial.text == "Hel"  # type: ignore[attr-defined]
        assert server.count(RUN) == server.count(EVENTS) == len(ends)


def test_text_that_is_none(server: FaultServer) -> None:
    """An event whose text is no text breaks the stream that has it like any that cannot be read."""
    bad = steps.event("message", answer=5)
    server.on(
        ASK, steps.stream(bad), steps.stream(steps.message("Hel"), bad), steps.stream(*steps.WHOLE, bad)
    )

    def ask(dify: Dify) -> ChatAnswer:
        return dify.chat.send("q")

    with OneConnection(server) as dify:
        with pytest.raises(DifyError, match="cannot be read"):
            ask(dify)
        with pytest.raises(StreamIncomplete, match="expected a string") as caught:
            ask(dify)
        assert caught.value.partial.answer == "Hel"
        assert (ask(dify)).answer == "Hello"
