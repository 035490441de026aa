# Made from tests/client/_async/test_runs_in_time.py by scripts/regenerate: change that one.
"""Runs and time: a whole answer is given,
call_timeout ends a run here and on the server, closing ends a read.
"""

from __future__ import annotations

import threading
from typing import Any

import pytest

from dify_ext import (
    ConfigurationError,
    Dify,
    RequestTimeout,
    StreamFailed,
    StreamIncomplete,
    WorkflowFailed,
)
from dify_ext._streaming import waiting
from dify_ext._sync import _io
from tests.faults import runs, steps
from tests.faults.clients import AtOnce, Eventually, OneConnection, within
from tests.faults.runs import ASK, CHATFLOW, EVENTS, RUN, STOP, STOP_CHAT, WHOLE, WORKFLOW
from tests.faults.server import FaultServer
from tests.faults.steps import END, PING, message

ANNOTATED = (message("annotated"), END)
NO_END = "Workflow stream ended without a terminal event"
AFTERWARDS: dict[str, Any] = {"silent": steps.hold, "pinging": steps.pings(0.05)}


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """A grace of a fifth of a second and a quiet end after less than one: the tests wait for them."""
    monkeypatch.setattr(waiting, "GRACE", 0.2)
    monkeypatch.setattr(waiting, "QUIET", 0.6)


def own_client(server: FaultServer, **options: Any) -> Dify:
    """A client with connections of its own:
    those of a given client look at their timeout only when a body begins.
    """
    return Dify("app-key", user="u", base_url=server.url, max_retries=0, **options)


# An answer that is whole.


@pytest.mark.parametrize("how", AFTERWARDS)
@pytest.mark.parametrize("events", [CHATFLOW, ANNOTATED], ids=["chatflow", "annotation"])
def test_an_answer_is_given_when_it_is_whole(
    server: FaultServer, short: None, how: str, events: tuple[bytes, ...]
) -> None:
    """The connection may stay open: send() and get_final_answer() wait a moment for more, text_stream too."""
    server.on(ASK, *[steps.stream(PING, *events, AFTERWARDS[how])] * 3)
    with own_client(server) as dify:
        with within(at_least=0.2):
            text = (dify.chat.send("q")).answer
        with within(at_least=0.2):
            with dify.chat.stream("q") as stream:
                assert (stream.get_final_answer()).answer == text
        with within(at_least=0.2):
            assert "".join([piece for piece in dify.chat.stream("q").text_stream]) == text
        assert text in (WHOLE, "annotated")
        assert server.count("POST /v1/*/stop") == 0


@pytest.mark.parametrize("how", AFTERWARDS)
def test_a_result_is_given_when_it_is_whole(server: FaultServer, short: None, how: str) -> None:
    """The same of a workflow."""
    server.on(RUN, steps.stream(*WORKFLOW, AFTERWARDS[how]))
    with own_client(server) as dify:
        with within(at_least=0.2):
            assert (dify.workflows.run()).text == WHOLE


def test_speech_after_the_answer(server: FaultServer, short: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who reads events gets what comes later; the stream ends quietly when nothing more comes."""
    monkeypatch.setattr(waiting, "QUIET", 1.5)
    speech: list[Any] = [steps.event("tts_message", audio="//OE"), 0.4, steps.event("tts_message_end")]
    server.on(ASK, steps.stream(message("Hello"), END, 0.4, *speech, steps.pings(0.05)))
    with own_client(server) as dify:
        with within(at_least=2.2):
            names = [event.event for event in dify.chat.stream("q")]
        assert names == ["message", "message_end", "tts_message", "tts_message_end"]


def test_a_workflow_that_fails_after_an_annotation(server: FaultServer) -> None:
    """1.15 and later: an answer was given, and then a workflow that never ran fails."""
    late = [runs.started(runs.chatflow), runs.finished(runs.chatflow, status="failed", error=NO_END)]
    server.on(ASK, *[steps.stream(*ANNOTATED, *late)] * 2, steps.stream(ANNOTATED[0], *late))
    with OneConnection(server) as dify:
        assert (dify.chat.send("q")).answer == "annotated"
        stream = dify.chat.stream("q")
        assert len([event for event in stream]) == 4
        assert (stream.get_final_answer()).answer == "annotated"
        with pytest.raises(WorkflowFailed, match=NO_END):
            dify.chat.send("q")


# The whole run.


@pytest.mark.parametrize("how", ["silent", "pinging", "talking"])
def test_a_run_that_takes_too_long(server: FaultServer, how: str) -> None:
    """When call_timeout is over the run is stopped on the server, and what had arrived is in the error."""

    def talk(connection: Any) -> None:
        while True:
            connection.chunk(message("."))
            connection.pause(0.05)

    step = steps.stream(message("Hel"), {**AFTERWARDS, "talking": talk}[how])
    server.on(ASK, step, step)
    with own_client(server, call_timeout=0.8) as dify:
        with within(at_least=0.8), pytest.raises(RequestTimeout, match="call_timeout") as caught:
            dify.chat.send("q", user="eve")
        assert caught.value.partial.answer.startswith("Hel")
        assert [request.json() for request in server.of(STOP_CHAT)] == [{"user": "eve"}]
        with within(at_least=0.8), pytest.raises(RequestTimeout):
            for _ in dify.chat.stream("q"):
                pass
        assert server.count(STOP_CHAT) == 2


def test_call_timeout_bounds_all_that_a_run_takes(server: FaultServer) -> None:
    """Its beginning, its reconnections, and the time a human takes."""
    server.on(
        RUN, steps.hold, steps.stream(*WORKFLOW[:5]), steps.stream(*WORKFLOW[:4], *runs.asked(runs.form()))
    )
    server.on(EVENTS, *[steps.html(502)] * 9)

    def think(form: Any) -> str:
        _io.sleep(1.0)
        return "ok"

    with OneConnection(server, call_timeout=0.8, max_retries=5) as dify:
        with within(at_least=0.8), pytest.raises(RequestTimeout) as caught:
            dify.workflows.run()
        assert (caught.value.partial, server.count(STOP)) == (None, 0)
        with within(at_least=0.8), pytest.raises(RequestTimeout) as caught:
            dify.workflows.run()
        assert (caught.value.partial.text, server.count(STOP)) == ("Hel", 1)
        with within(at_least=0.8), pytest.raises(RequestTimeout) as caught:
            dify.workflows.run(on_human_input=think)
        assert (caught.value.partial.status, server.count(STOP)) == ("paused", 2)
        assert server.count(runs.SUBMIT) == 0


def test_a_whole_answer_is_in_time(server: FaultServer) -> None:
    """call_timeout does not undo it."""
    server.on(ASK, steps.stream(message("Hello"), END, steps.hold))
    with own_client(server, call_timeout=0.8) as dify:
        with within(at_least=0.8):
            assert (dify.chat.send("q")).answer == "Hello"


# Closing while another thread or task reads.


@pytest.mark.parametrize("close", ["stream", "client"])
@pytest.mark.parametrize("kind", [ASK, RUN])
def test_closing_while_another_reads(server: FaultServer, close: str, kind: str) -> None:
    """Closing raises nothing; the reader ends with StreamIncomplete and what had arrived, at once."""
    talking = {ASK: (message("Hel"),), RUN: WORKFLOW[:5]}[kind]
    server.on(kind, steps.stream(*talking, steps.hold))
    dify = own_client(server)
    stream: Any = dify.chat.stream("q") if kind == ASK else dify.workflows.stream()
    reading = threading.Event()
    raised: list[Any] = []

    def read() -> None:
        try:
            for event in stream:
                if "Hel" in str(event.to_dict()):
                    reading.set()
        except StreamIncomplete as error:
            raised.append(error)

    def stop() -> None:
        Eventually(reading.is_set)
        _io.sleep(0.05)
        (stream if close == "stream" else dify).close()

    with within():
        AtOnce(read, stop)
    (error,) = raised
    assert "Hel" in str(error.partial.to_dict())
    Eventually(server.connections[0].gone.is_set)
    assert server.count("POST /v1/*/stop") == 0
    dify.close()


@pytest.mark.parametrize("how", ["events", "texts", "answer"])
def test_a_second_reader(server: FaultServer, how: str) -> None:
    """It gets an error that says what is wrong, and does not disturb the first."""
    go_on = threading.Event()
    server.on(ASK, steps.stream(message("Hel"), go_on, message("lo"), END))
    with own_client(server) as dify, dify.chat.stream("q") as stream:
        texts: list[str] = []

        def first() -> None:
            for event in stream:
                texts.append(getattr(event, "answer", "the end"))

        def second() -> None:
            Eventually(lambda: texts and stream._is_reading)
            with pytest.raises(ConfigurationError, match="reads this stream"):
                if how == "events":
                    next(stream)
                elif how == "texts":
                    next(stream.text_stream)
                else:
                    stream.get_final_answer()
            go_on.set()

        AtOnce(first, second)
        assert texts == ["Hel", "lo", "the end"]
        assert not stream._run.protocol.wants_result_only


def test_two_who_begin(server: FaultServer) -> None:
    """The second is refused while the first waits for the answer; the request is sent once."""
    go_on = threading.Event()
    server.on(ASK, steps.stream(message("Hello"), END))
    server.before_body(ASK, lambda connection, request: connection.wait(go_on))
    with own_client(server) as dify:
        stream = dify.chat.stream("q")

        def first() -> None:
            with stream:
                assert (stream.get_final_answer()).answer == "Hello"

        def second() -> None:
            Eventually(lambda: stream._is_reading)
            with pytest.raises(ConfigurationError, match="reads this stream"):
                stream.__enter__()
            go_on.set()

        AtOnce(first, second)
    assert server.count(ASK) == 1


def test_a_stream_that_was_closed_between_two_events(server: FaultServer) -> None:
    """The next read says so, though events were waiting."""
    server.on(ASK, steps.stream(message("Hel") + message("lo"), END))
    with OneConnection(server) as dify:
        stream = dify.chat.stream("q")
        next(stream)
        stream.close()
        with pytest.raises(StreamIncomplete, match="closed"):
            next(stream)


@pytest.mark.parametrize("read_all", [True, False])
def test_reading_after_the_with(server: FaultServer, read_all: bool) -> None:
    """A stream that was not read to its end says so; one that was gives nothing more."""
    server.on(ASK, steps.stream(message("Hel"), END))
    with OneConnection(server) as dify:
        with dify.chat.stream("q") as stream:
            next(stream)
            if read_all:
                stream.get_final_answer()
        if read_all:
            assert [event for event in stream] == []
            assert [text for text in stream.text_stream] == []
        else:
            for read in (stream.__next__, stream.text_stream.__next__, stream.get_final_answer):
                with pytest.raises(StreamIncomplete, match="closed") as caught:
                    read()
                assert caught.value.partial.answer == "Hel"


# After one's own stop.


@pytest.mark.parametrize("by_task", [False, True])
@pytest.mark.parametrize("reason", ["Aborted: User requested stop", "out of cheese"])
def test_an_end_after_a_stop(server: FaultServer, reason: str, by_task: bool) -> None:
    """1.9 – 1.15 say that a stopped run failed: nothing raises, and the result is stopped.
    Any other failure raises.
    """
    stopped = threading.Event()
    end = runs.finished(status="failed", error=reason)
    server.on(RUN, steps.stream(*WORKFLOW[:5], stopped, end))
    server.on(STOP, steps.then(stopped, steps.json({"result": "success"})))
    with own_client(server) as dify, dify.workflows.stream() as stream:
        for _ in range(5):
            next(stream)
        if by_task:
            assert stream.task_id
            dify.with_options(user="u").workflows.stop(stream.task_id)
        else:
            stream.stop()
        if "Aborted" in reason:
            result = stream.get_final_result()
            assert (result.status, result.text, result.error) == ("stopped", "Hel", reason)
        else:
            with pytest.raises(WorkflowFailed, match=reason):
                stream.get_final_result()


# An older release.


def test_a_release_that_forgets_runs(server: FaultServer) -> None:
    """Before 1.9 a broken connection is the end: nothing is asked, and what had arrived is in the error."""
    server.on(RUN, steps.stream(*WORKFLOW[:5], steps.reset, X_Version="1.8.1"))
    with OneConnection(server) as dify:
        with within(), pytest.raises(StreamIncomplete, match=r"before Dify 1\.9") as caught:
            dify.workflows.run()
        assert caught.value.partial.text == "Hel"
        assert runs.asked_for(server) == [RUN]


# Text as servers send it.


def test_text_of_other_releases(server: FaultServer) -> None:
    """Text in events of files, the stored answer of an agent,
    errors without a name, data that says nothing.
    """
    in_files = [steps.event("message_file", answer=text) for text in ("Hel", "lo")]
    spoken = steps.event("agent_message", answer="Hello")
    nothing = [b"data:\n\n", b"data: null\n\n", b"event: ping\ndata: word\n\n", b"data: [DONE]\n\n"]
    server.on(
        ASK, *[steps.stream(*in_files, END)] * 2, *[steps.stream(spoken, message("Hello"), END, *nothing)] * 2
    )
    with own_client(server) as dify:
        for _ in range(2):
            answer = dify.chat.send("q")
            assert (answer.answer, answer.files) == ("Hello", [])
            assert "".join([text for text in dify.chat.stream("q").text_stream]) == "Hello"


NAMELESS = [b'data: {"code": "c", "message": "m", "status": 503}', b'event: error\ndata: {"error": "m"}']


@pytest.mark.parametrize("form", NAMELESS)
def test_an_error_without_a_name(server: FaultServer, form: bytes) -> None:
    """It is StreamFailed with its words and what had arrived."""
    server.on(ASK, steps.stream(message("Hel"), form + b"\n\n", END))
    with own_client(server) as dify:
        with pytest.raises(StreamFailed) as caught:
            dify.chat.send("q")
    assert (caught.value.message, caught.value.partial.answer) == ("m", "Hel")


def test_a_chatflow_that_still_waits(server: FaultServer) -> None:
    """chat.resume gives the text before the pause; nothing broke."""
    replaced = steps.event("message_replace", answer="before\n", reason="")
    told = [runs.started(runs.chatflow), replaced, *runs.asked(runs.form(), tell=runs.chatflow)]
    server.on(EVENTS, *[steps.stream(PING, *told)] * 2)
    with own_client(server) as dify:
        with dify.chat.resume("r1") as stream:
            names = [event.event for event in stream]
            assert names == ["workflow_started", "message_replace", "human_input_required", "workflow_paused"]
            assert ((stream.get_final_answer()).answer, stream.is_paused) == ("before\n", True)
        assert [text for text in dify.chat.resume("r1").text_stream] == ["before\n"]
