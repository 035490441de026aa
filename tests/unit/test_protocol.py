"""The protocol of a run, without any I/O: what it gives, what it asks for, and how long it waits."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from dify_api.models import HumanInputForm, Message, WorkflowRun
from hypothesis import given
from hypothesis import strategies as st

from dify_ext import (
    APIError,
    ChatAnswer,
    ConfigurationError,
    ConnectionFailed,
    DifyError,
    NotFoundError,
    RequestTimeout,
    ResponseDecodeError,
    ServerError,
    StreamFailed,
    StreamIncomplete,
    StreamStalled,
    WorkflowFailed,
    WorkflowPaused,
)
from dify_ext._core.operation_call import Call
from dify_ext._core.options import Options
from dify_ext._streaming.accumulators import DatasourceAccumulator, RunAccumulator, WorkflowAccumulator
from dify_ext._streaming.chat_accumulator import ChatAccumulator
from dify_ext._streaming.protocol import RunProtocol
from dify_ext._streaming.states import TRANSITIONS, AskHuman, Open, Receive, Send, State, Stop
from dify_ext._streaming.waiting import GRACE, LONGEST_RUN, QUIET
from tests.faults.runs import (
    ANSWER,
    CHATFLOW,
    END,
    OUTPUTS,
    STORED_MESSAGE,
    WHOLE,
    WORKFLOW,
    asked,
    chatflow,
    chunk,
    finished,
    form,
    started,
)
from tests.faults.runs import message as flow_message
from tests.faults.steps import PING, event, message

A = TypeVar("A")
E = TypeVar("E", bound=Exception)

TASKLESS = event("message", answer="Hel", task_id=None)
GOES_ON = started(at=5, reason="resumption")
HANG_UP = ConnectionFailed("the server hung up")
SILENCE = RequestTimeout("nothing came")
GONE = NotFoundError(404, "not_found", "no such endpoint")
AWAY = ServerError(502, None, "Bad Gateway")
NEVER = json.dumps({"event": "message_end", "metadata": 1}).encode()
STOPPED = "Aborted: User requested stop"


def call(name: str) -> Call[Any]:
    """A call that is never made."""
    return Call({"method": "POST", "url": name}, lambda response: response)


class Play:
    """A run whose driver is a test: it says what happens, and when."""

    def __init__(
        self,
        accumulator: RunAccumulator[Any] | None = None,
        *,
        stall: float = 300.0,
        retries: int = 2,
        timeout: float | None = None,
        release: str | None = "1.14.2",
        user: str | None = "eve",
        **options: Any,
    ) -> None:
        self.accumulator: RunAccumulator[Any] = accumulator or WorkflowAccumulator()
        self.protocol = RunProtocol(
            call("begin"),
            self.accumulator,
            Options("https://h", stall_timeout=stall, max_retries=retries, call_timeout=timeout),
            user=user,
            stop_call=lambda task_id: call(f"stop {task_id}"),
            **options,
        )
        self.release = release
        self.now = 1000.0
        self.texts: list[str] = []
        self.states = [State.OPENING]

    def events(self) -> list[str]:
        """The names of all events that are given now."""
        names = []
        while (given_event := self.protocol.next_event()) is not None:
            names.append(given_event.event)
            self.texts.append(self.protocol.text)
            self._look()
        return names

    def do(self, kind: type[A], *, reading: bool = True) -> A:
        """The next action, which is of this kind."""
        if reading:
            self.events()
        action = self.protocol.next_action(self.now)
        self._look()
        assert isinstance(action, kind), action
        assert not (isinstance(action, AskHuman) and self.protocol.is_connected)
        return action

    def open(self, kind: type = Open, **headers: str) -> Play:
        """A connection stands."""
        self.do(kind)
        said = {"x-version": self.release} if self.release else {}
        request = httpx.Request("POST", "https://h/v1/x")
        response = httpx.Response(200, headers={**said, **headers}, request=request)
        self.protocol.done(response, self.now)
        self._look()
        return self

    def receive(self, *sent: bytes) -> Play:
        """Bytes arrive."""
        self.do(Receive)
        self.protocol.receive(b"".join(sent))
        return self

    def lose(self, error: Exception | None = None) -> Play:
        """The connection ends, or breaks, or is silent for too long."""
        self.do(Receive)
        self.protocol.connection_lost(error)
        self._look()
        return self

    def answer(self, result: Any = None, kind: type = Send) -> Any:
        """What was asked for is answered; gives the action."""
        action: Any = self.do(kind)
        self.protocol.done(result, self.now)
        self._look()
        return action

    def refuse(self, error: DifyError, kind: type = Send) -> Any:
        """What was asked for fails; gives the action."""
        action: Any = self.do(kind)
        self.protocol.failed(error)
        self._look()
        return action

    def fails(self, kind: type[E]) -> E:
        """The stream ends with an error of this kind."""
        self.events()
        with pytest.raises(kind) as raised:
            self.protocol.next_action(self.now)
        self._look()
        assert self.protocol.error is raised.value
        assert self.protocol.state is State.FAILED
        return raised.value

    def ends(self) -> Any:
        """The stream ends well; gives the result."""
        self.events()
        assert self.protocol.next_action(self.now) is None
        self._look()
        assert (self.protocol.state, self.protocol.error) == (State.ENDED, None)
        return self.accumulator.result

    @property
    def text(self) -> str:
        """The text that a reader was given."""
        return "".join(self.texts)

    def _look(self) -> None:
        if self.protocol.state is not self.states[-1]:
            self.states.append(self.protocol.state)


def broken(play: Play, *told: bytes, error: Exception | None = HANG_UP) -> Play:
    """The run has begun, and its connection breaks after these events."""
    play.open().receive(*told).lose(error)
    return play


def began_elsewhere(accumulator: RunAccumulator[Any], **options: Any) -> Play:
    """The run of another call."""
    accumulator.workflow_run_id, accumulator.began_elsewhere = "r1", True
    return Play(accumulator, **options)


def detail(status: str | None = "running", **more: Any) -> WorkflowRun:
    """How a run stands."""
    return WorkflowRun.from_dict({"id": "r1", "status": status, **more})


# Reading, and how long.


def test_a_run_to_its_end() -> None:
    """Events as they come, then the end; the result is whole."""
    play = Play().open()
    assert play.do(Receive) == Receive(300.0)
    play.receive(*WORKFLOW[:3])
    assert play.events() == ["workflow_started", "node_started", "node_finished"]
    result = play.receive(*WORKFLOW[3:]).lose().ends()
    assert (result.status, result.text, play.text) == ("succeeded", WHOLE, WHOLE)
    assert play.states == [State.OPENING, State.READING, State.WHOLE, State.ENDED]
    assert play.ends() is result


def test_one_event_at_a_time() -> None:
    """What a chunk brings is known no sooner than it is given."""
    play = Play(ChatAccumulator()).open().receive(message("Hel") + message("lo"))
    assert play.protocol.next_event() is not None
    assert play.accumulator.result.answer == "Hel"
    assert play.events() == ["message"]
    assert play.accumulator.result.answer == "Hello"


def test_silence_is_a_stall() -> None:
    """No event for stall_timeout: pings do not count, the reader's own time does not, either."""
    play = Play(ChatAccumulator(), stall=30).open().receive(message("Hel"))
    assert play.events() == ["message"]
    play.now += 100
    assert play.do(Receive) == Receive(30.0)
    play.now += 20
    assert play.receive(PING).do(Receive) == Receive(10.0)
    error = play.lose(SILENCE).fails(StreamStalled)
    assert (error.partial.answer, error.__cause__) == ("Hel", SILENCE)
    assert "30 seconds (stall_timeout)" in str(error)


def test_pings_alone_are_a_stall() -> None:
    """Also when the last of them comes when the time is over."""
    play = Play(stall=30).open().receive(PING)
    play.events()
    play.do(Receive)
    play.now += 30
    play.protocol.receive(PING)
    assert play.fails(StreamStalled).__cause__ is None


@pytest.mark.parametrize("result_only", [False, True])
def test_an_answer_that_is_whole(result_only: bool) -> None:
    """Who wants the answer waits a second for more, whatever comes; who reads events waits ten for each."""
    play = Play(ChatAccumulator())
    play.protocol.wants_result_only = result_only
    play.open().receive(message("Hello"), END)
    assert play.do(Receive) == Receive(GRACE if result_only else QUIET)
    play.now += 0.75
    play.receive(event("tts_message", audio="//OE"), PING)
    assert play.events() == ["tts_message"]
    assert play.do(Receive) == Receive(0.25 if result_only else QUIET)
    play.now += 0.25
    if not result_only:
        assert play.receive(PING).do(Receive) == Receive(QUIET - 0.25)
        play.lose(SILENCE)
    assert play.ends().answer == "Hello"


def test_a_short_stall_timeout_bounds_both() -> None:
    """Nothing is waited for beyond it."""
    play = Play(ChatAccumulator(), stall=0.5).open().receive(message("Hello"), END)
    assert play.do(Receive) == Receive(0.5)


def test_a_run_whose_message_end_is_missing() -> None:
    """1.8 sends it after the end of the run: it is waited for, even by who only wants the answer."""
    play = Play(ChatAccumulator())
    play.protocol.wants_result_only = True
    play.open().receive(*CHATFLOW[:-2], CHATFLOW[-1])
    assert play.do(Receive) == Receive(QUIET)
    play.receive(END)
    assert play.do(Receive) == Receive(GRACE)
    assert play.lose().ends().usage.total_tokens == 18


@pytest.mark.parametrize("status", ["stopped", "failed", "partial-succeeded"])
def test_a_run_that_ends_without_message_end(status: str) -> None:
    """A run that did not succeed has none in newer releases."""
    play = Play(ChatAccumulator())
    play.protocol.wants_result_only = True
    play.open().receive(started(chatflow), flow_message("a"), finished(chatflow, status=status))
    assert play.do(Receive) == Receive(GRACE)


@pytest.mark.parametrize("error", [HANG_UP, ResponseDecodeError("no gzip"), SILENCE, None])
def test_a_break_after_the_end(error: Exception | None) -> None:
    """It costs nothing."""
    assert broken(Play(), *WORKFLOW, error=error).ends().text == WHOLE


def test_nonsense_after_the_end() -> None:
    """It is not read on, and nothing raises."""
    play = Play().open().receive(*WORKFLOW, b"data: oops\n\n", chunk("never read"))
    assert (play.ends().text, play.states[-1]) == (WHOLE, State.ENDED)


def test_a_source_has_no_event_for_its_end() -> None:
    """What it found is whole when the connection ends after a result; a break is one, and silence a stall."""
    found = b'data: {"event": "datasource_completed", "data": {"a": 1}}\n\n'
    assert Play(DatasourceAccumulator()).open().receive(found).lose().ends() == [{"a": 1}]
    play = Play(DatasourceAccumulator(), stall=30).open().receive(found)
    assert play.do(Receive) == Receive(30.0)
    assert play.lose(SILENCE).fails(StreamStalled).partial == [{"a": 1}]
    assert broken(Play(DatasourceAccumulator()), found).fails(StreamIncomplete).__cause__ is HANG_UP
    play = Play(DatasourceAccumulator(), timeout=5).open().receive(found)
    play.events()
    play.now += 5
    assert play.fails(RequestTimeout).partial == [{"a": 1}]


# What cannot be read.


@pytest.mark.parametrize(
    "sent",
    [
        b"data: oops\n\n",
        b"data: [1]\n\n",
        b"data: 5\n\n",
        b"data: " + b"[" * 99_999 + b"\n\n",
        b"data: " + NEVER,
    ],
)
def test_data_that_cannot_be_read(sent: bytes) -> None:
    """Before the first event it is what it is for any call;
    later the stream is incomplete, the cause chained.
    """
    sent += b"\n\n"
    error = Play(ChatAccumulator()).open().receive(sent).fails(ResponseDecodeError)
    assert error.response is not None
    late = Play(ChatAccumulator()).open().receive(message("Hel"), sent, message("lo")).fails(StreamIncomplete)
    assert (late.partial.answer, type(late.__cause__)) == ("Hel", ResponseDecodeError)
    assert isinstance(getattr(late.__cause__, "__cause__", None), ValueError | RecursionError)


def test_an_event_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that grows beyond the limit is no event."""
    play = Play().open()
    monkeypatch.setattr(play.protocol._splitter, "_max", 10)
    play.receive(b"data: " + b"." * 99)
    assert "larger than 10 bytes" in str(play.fails(ResponseDecodeError))


def test_bytes_that_cannot_be_decompressed() -> None:
    """The body says so itself."""
    broken_gzip = ResponseDecodeError("no gzip")
    assert broken(Play(), error=broken_gzip).fails(ResponseDecodeError) is broken_gzip
    assert broken(Play(), WORKFLOW[0], error=broken_gzip).fails(StreamIncomplete).__cause__ is broken_gzip


def test_an_error_event() -> None:
    """It raises with its words and what had arrived; nothing after it is read."""
    refusal = event("error", status=400, code="c", message="out of cheese")
    error = Play(ChatAccumulator()).open().receive(message("Hel"), refusal, message("lo")).fails(StreamFailed)
    assert (error.status, error.code, error.message, error.partial.answer) == (
        400,
        "c",
        "out of cheese",
        "Hel",
    )


def test_a_failed_workflow() -> None:
    """It raises at the end of the stream, not before."""
    play = Play().open().receive(*WORKFLOW[:5], finished(status="failed", error="out of cheese"))
    assert len(play.events()) == 6
    assert play.lose().fails(WorkflowFailed).partial.text == "Hel"


def test_a_call_that_fails() -> None:
    """The run never began: the error is as it is."""
    play = Play()
    play.refuse(AWAY, Open)
    assert play.fails(ServerError) is AWAY


# A connection that breaks.


@pytest.mark.parametrize("error", [HANG_UP, None])
def test_a_break_before_the_first_event(error: Exception | None) -> None:
    """A broken connection is what it is for any call; one that ended is an incomplete stream."""
    play = broken(Play(), PING, error=error)
    assert isinstance(play.fails(DifyError), ConnectionFailed if error else StreamIncomplete)


@pytest.mark.parametrize(
    "options", [{"user": None}, {"resume": False}, {"release": "1.8.1"}, {"release": "0.15.8"}]
)
def test_a_run_that_is_not_taken_up(options: dict[str, Any]) -> None:
    """No user, not wanted, or a release that forgets such a run:
    incomplete at once, with what had arrived.
    """
    error = broken(Play(**options), *WORKFLOW[:5]).fails(StreamIncomplete)
    assert (error.partial.text, error.__cause__) == ("Hel", HANG_UP)
    assert ("1.9" in str(error)) is ("release" in options)


def test_a_stream_without_a_run() -> None:
    """A chat has none that could be taken up."""
    assert (
        broken(Play(ChatAccumulator()), message("Hel"), error=None).fails(StreamIncomplete).partial.answer
        == "Hel"
    )


def test_a_run_is_taken_up() -> None:
    """Its events are asked for; none comes twice, and the text is made good from the outputs."""
    play = broken(Play(), *WORKFLOW[:5])
    again = play.do(Open)
    assert (again.call.request["url"], again.after) == ("/v1/workflow/r1/events", 0.0)
    play.open().receive(*WORKFLOW[:4], *WORKFLOW[6:])
    assert play.events() == [
        "text_chunk",
        "node_finished",
        "node_started",
        "node_finished",
        "workflow_finished",
    ]
    assert (play.lose().ends().text, play.text) == (WHOLE, WHOLE)
    assert play.states[1:4] == [State.READING, State.REOPENING, State.READING]


def test_a_break_again_and_again() -> None:
    """Longer and longer waits while nothing new comes;
    then the error says why, and the break is its cause.
    """
    play = broken(Play(), *WORKFLOW[:5])
    for after in (0.0, 0.5, 1.0):
        assert play.do(Open).after == after
        play.open().receive(PING, *WORKFLOW[:4]).lose()
    assert play.fails(StreamIncomplete).partial.text == "Hel"


def test_something_new_begins_the_count_again() -> None:
    """As long as each connection brings something, there may be another."""
    play = broken(Play(retries=0), WORKFLOW[0])
    for told in WORKFLOW[1:4]:
        play.open().receive(told).lose()
    newer = b'data: {"event": "newer", "data": {"a": 1}}\n\n'
    play.open().receive(newer).lose()
    assert isinstance(play.fails(StreamIncomplete), StreamIncomplete)


def test_text_alone_may_be_old() -> None:
    """Connections that bring nothing but text are not made one after the other without end."""
    play = broken(Play(), *WORKFLOW[:5])
    waits = []
    for _ in range(200):
        waits.append(play.do(Open).after)
        play.open().receive(chunk("lo")).lose()
    play.fails(StreamIncomplete)
    assert waits == [0.0] * 21 + [0.5] * 179


def test_a_server_that_is_away() -> None:
    """It is asked again; what cannot pass ends the stream at once."""
    play = broken(Play(), *WORKFLOW[:5], error=None)
    for after in (0.0, 0.5, 1.0):
        assert play.refuse(AWAY, Open).after == after
    error = play.fails(StreamIncomplete)
    assert "ended before its closing event; it could not be resumed: 502" in str(error)
    assert error.__cause__ is AWAY
    play = broken(Play(), *WORKFLOW[:5])
    play.refuse(ConfigurationError("the client is closed"), Open)
    assert play.fails(StreamIncomplete).__cause__ is HANG_UP


# The stored message.


def lost_end(outputs: Any = None, **options: Any) -> Play:
    """A chatflow that ended while nobody was connected."""
    play = broken(Play(ChatAccumulator(), **options), *CHATFLOW[:5])
    return play.open().receive(finished(chatflow, outputs=outputs))


def test_a_lost_answer() -> None:
    """It is that of the message as it was stored; it is asked for again when it is not there yet."""
    play = lost_end()
    for after in (0.0, 0.5):
        assert play.answer(None).after == after
    play.answer(Message.from_dict(STORED_MESSAGE))
    assert play.events() == ["workflow_finished"]
    answer = play.lose().ends()
    assert (answer.answer, play.text, answer.usage.total_tokens) == (WHOLE, WHOLE, 18)
    assert State.COMPLETING in play.states


def test_an_answer_that_nobody_stored() -> None:
    """Then it is incomplete, after three questions or a refusal."""
    play = lost_end()
    for _ in range(3):
        play.answer(Message.from_dict({**STORED_MESSAGE, "answer": ""}))
    assert "text in between" in str(play.lose().fails(StreamIncomplete))
    play = lost_end()
    play.refuse(AWAY)
    assert play.lose().fails(StreamIncomplete).partial.answer == "Hel"


def test_an_answer_that_is_in_the_outputs() -> None:
    """Only its usage is asked for; without it the answer is whole all the same."""
    play = lost_end(ANSWER)
    play.refuse(AWAY)
    answer = play.lose().ends()
    assert (answer.answer, answer.usage) == (WHOLE, None)


def test_an_answer_without_a_conversation() -> None:
    """There is no message that could be asked for."""
    play = broken(Play(ChatAccumulator()), started())
    play.open().receive(finished(outputs={}))
    play.lose().fails(StreamIncomplete)


# Polling.


def polled(release: str | None = "1.13.2", **options: Any) -> Play:
    """A run whose events an older release does not tell again."""
    play = broken(Play(release=release, **options), *WORKFLOW[:5])
    play.refuse(GONE, Open)
    return play


def test_asking_how_a_run_stands() -> None:
    """Further and further apart; its end is an event like any other."""
    play = polled()
    waits = [play.answer(detail(total_steps=steps)).after for steps in range(8)]
    assert waits == [0.0, 0.5, 0.75, 1.125, 1.6875, 2.53125, 3.796875, 5.0]
    play.answer(detail("succeeded", outputs=OUTPUTS))
    assert play.events() == ["workflow_finished"]
    assert (play.ends().text, play.text) == (WHOLE, WHOLE)


def test_a_pause_that_is_known() -> None:
    """It is not given twice."""
    play = polled(retries=0)
    play.answer(detail("paused"))
    assert play.events() == ["workflow_paused"]
    assert play.ends().status == "paused"


@pytest.mark.parametrize(("release", "patience"), [("1.13.2", LONGEST_RUN), (None, 300.0), ("oops", 300.0)])
def test_a_run_that_does_not_move(release: str | None, patience: float) -> None:
    """It is given up after an hour; sooner when the server may be one that forgets runs."""
    play = polled(release)
    play.answer(detail())
    play.now += patience
    play.answer(detail())
    play.now += 1
    play.answer(detail())
    error = play.fails(StreamStalled)
    assert (error.partial.text, f"did not change for {patience:g} seconds" in str(error)) == ("Hel", True)


def test_a_server_that_does_not_say_how_a_run_ended() -> None:
    """The stream is incomplete, and says why; the break is the cause."""
    play = polled(retries=1)
    assert play.refuse(AWAY).after == 0.0
    assert play.refuse(AWAY).after == 0.5
    error = play.fails(StreamIncomplete)
    assert "the state of the run cannot be read: 502" in str(error)
    assert error.__cause__ is HANG_UP
    play = polled()
    play.refuse(GONE)
    play.fails(StreamIncomplete)
    play = polled()
    play.answer(WorkflowRun.from_dict({"id": None}))
    assert "broke before its end" in str(play.fails(StreamIncomplete))
    play = polled()
    play.answer(WorkflowRun(id="r1", status="succeeded", outputs="oops"))
    assert "outputs" in str(play.fails(StreamIncomplete))


# Humans.


def waiting(*forms: Any, **options: Any) -> Play:
    """A run that waits for these forms."""
    play = Play(has_handler=True, **options).open().receive(*WORKFLOW[:5], *asked(*(forms or [form()])))
    assert play.do(Receive) == Receive(GRACE)
    play.lose()
    return play


def test_a_human_answers() -> None:
    """The connection is closed while a human is asked,
    stands before the answer is given, and nothing comes twice.
    """
    play = waiting()
    asked_for = play.answer("ok", AskHuman)
    assert asked_for.form.form_id == "f1"
    assert play.open().do(Send).call.request["json"] == {"inputs": {}, "action": "ok", "user": "eve"}
    play.answer()
    play.receive(*WORKFLOW[:4], *asked(form()), GOES_ON, chunk("lo, you"), WORKFLOW[-1])
    assert play.events() == ["workflow_started", "text_chunk", "workflow_finished"]
    assert play.lose().ends().text == WHOLE
    assert play.states[2:7] == [State.WHOLE, State.ASKING, State.REOPENING, State.ANSWERING, State.READING]


def test_several_forms() -> None:
    """All are asked, then all are answered."""
    play = waiting(form(1), form(2))
    for name in ("f1", "f2"):
        assert play.answer(("ok", {"a": 1}), AskHuman).form.form_id == name
    play.open()
    assert [play.answer().call.request["url"][-4:] for _ in range(2)] == ["tok1", "tok2"]
    second = asked(form(2), at=6)
    play.receive(GOES_ON, *second)
    play.events()
    play.open()  # the second form was answered already: nobody is asked again
    assert play.receive(started(at=7, reason="resumption"), WORKFLOW[-1]).lose().ends().status == "succeeded"


def test_a_form_with_variables_is_read_first() -> None:
    """A snapshot has the names of variables in a form's text, the form itself has their values."""
    play = waiting(form(form_content="{{#start.text#}}?"))
    assert play.answer(HumanInputForm(form_content="this?")).call.request["url"].endswith("/tok1")
    assert play.do(AskHuman).form.form_content == "this?"
    play = waiting(form(form_content="{{#start.text#}}?"))
    play.refuse(GONE)
    assert play.fails(NotFoundError) is GONE


def test_nonsense_of_a_handler() -> None:
    """It is refused before anything is sent."""
    play = waiting()
    play.answer(5, AskHuman)
    play.fails(ConfigurationError)


@pytest.mark.parametrize("forms", [(form(form_token=None),), (form(1), form(2, form_token=None))])
def test_forms_that_cannot_be_answered(forms: Any) -> None:
    """Nobody is asked."""
    assert waiting(*forms).fails(WorkflowPaused).form.form_id == "f1"
    assert "run is not known" in str(waiting(user=None).fails(WorkflowPaused))


def answered_form(**options: Any) -> Play:
    """A human has answered, and the events are open."""
    play = waiting(**options)
    play.answer("ok", AskHuman)
    return play


def test_events_that_cannot_be_had() -> None:
    """Nothing is submitted whose outcome could not be seen."""
    play = answered_form()
    play.refuse(GONE, Open)
    assert play.fails(WorkflowPaused).__cause__ is GONE


def test_an_answer_that_got_lost() -> None:
    """It is given again; that it was taken already is as good, but not the first time."""
    taken = APIError(412, "human_input_form_submitted", "It was already")
    play = answered_form().open()
    assert play.refuse(AWAY).after == 0.0
    assert play.refuse(taken).after == 0.5
    assert play.do(Receive)
    play = answered_form().open()
    play.refuse(taken)
    assert "resume() takes it up" in play.fails(APIError).__notes__[0]
    play = answered_form(retries=0).open()
    play.refuse(AWAY)
    assert "not known whether" in str(play.fails(StreamIncomplete))
    play = answered_form().open()
    play.refuse(ConfigurationError("the client is closed"))
    play.fails(ConfigurationError)


def test_a_pause_without_a_handler() -> None:
    """The stream ends whole, the run does not."""
    play = Play().open().receive(*WORKFLOW[:5], *asked(form()))
    assert play.do(Receive) == Receive(QUIET)
    assert (play.lose().ends().status, play.accumulator.is_paused) == ("paused", True)


def test_a_pause_after_a_break() -> None:
    """The connection that tells of it stays open: it is not waited for."""
    play = broken(Play(), *WORKFLOW[:5])
    play.open().receive(*WORKFLOW[:4], *asked(form()), chunk("never read"))
    assert play.events() == ["human_input_required", "workflow_paused"]
    assert play.ends().status == "paused"


# Runs that others began.


def test_a_run_that_another_began() -> None:
    """What it did so far, then its events; that nothing came yet does not matter when it breaks."""
    play = began_elsewhere(WorkflowAccumulator()).open().receive(PING).lose(HANG_UP)
    assert play.open().receive(*WORKFLOW[:4], *WORKFLOW[7:]).lose().ends().text == WHOLE
    assert play.text == WHOLE


def test_a_run_that_waits_for_somebody_else() -> None:
    """It is waited for as long as for any event, and then ends paused."""
    play = began_elsewhere(WorkflowAccumulator(), stall=30).open().receive(started(), *asked(form()))
    assert play.do(Receive) == Receive(30.0)
    assert play.lose(SILENCE).ends().status == "paused"
    play = began_elsewhere(WorkflowAccumulator(), has_handler=True).open().receive(started(), *asked(form()))
    play.do(AskHuman)


@pytest.mark.parametrize("goes_on", [False, True])
def test_a_snapshot_of_a_chatflow_that_waits(goes_on: bool) -> None:
    """Its text is the answer so far: nothing broke, and a reader of the text is told nothing else.
    It may be told once more when the run goes on.
    """
    replaced = event("message_replace", answer="before\n", reason="")
    play = began_elsewhere(ChatAccumulator()).open()
    play.receive(started(chatflow), replaced, *asked(form(), tell=chatflow))
    assert play.events()[:2] == ["workflow_started", "message_replace"]
    if not goes_on:
        assert (play.lose().ends().answer, play.text) == ("before\n", "before\n")
    else:
        again = [flow_message("bef"), flow_message("ore\n"), flow_message("after")]
        play.receive(started(chatflow, 5, "resumption"), *again, END)
        play.receive(finished(chatflow, outputs={"answer": "before\nafter"}))
        assert (play.lose().ends().answer, play.text) == ("before\nafter", "before\nafter")
    assert not play.accumulator.text.has_gap
    assert not play.accumulator.text.is_contradicted


# Recorded streams.


def recorded(name: str) -> bytes:
    """The body of a stream of a real server."""
    return (Path(__file__).parent / "streams" / f"{name}.txt").read_bytes()


@pytest.mark.parametrize("size", [1, 61, 10**6])
def test_an_agent_of_1_16(size: int) -> None:
    """Its stored answer, which it tells after its messages, is not told twice."""
    sent = recorded("1.16.1-new-agent")
    play = Play(ChatAccumulator()).open()
    for start in range(0, len(sent), size):
        play.receive(sent[start : start + size])
    answer = play.lose().ends()
    assert answer.answer == play.text == "Hello from the agent 代理."
    assert (answer.mode, len(answer.agent_thoughts)) == ("agent-chat", 3)


@pytest.mark.parametrize("accumulator", [ChatAccumulator, WorkflowAccumulator])
def test_a_chatflow_of_1_16_that_waits(accumulator: Callable[[], Any]) -> None:
    """Its snapshot has the text before the pause: it is the answer so far, and nothing is missing."""
    play = began_elsewhere(accumulator()).open().receive(recorded("1.16.1-paused-chatflow"))
    assert play.events()[:2] == ["workflow_started", "message_replace"]
    assert play.accumulator.is_paused
    play.lose().ends()
    assert (play.text, play.accumulator.text.delivered) == ("before the pause\n", "before the pause\n")
    assert not play.accumulator.text.has_gap


# Stopping.


def test_a_stop() -> None:
    """The call is made once."""
    play = Play().open().receive(WORKFLOW[0])
    play.events()
    first = play.protocol.stop()
    assert first is not None
    assert first.request["url"] == "stop t1"
    assert play.protocol.stop() is None
    play.protocol.stop_failed()
    assert play.protocol.stop() is not None


def test_a_stop_before_there_is_a_task() -> None:
    """It is made with the first event that tells the task, before that event is given;
    a failure disturbs nobody.
    """
    play = Play(ChatAccumulator())
    assert play.protocol.stop() is None
    play.open().receive(TASKLESS, message("lo"), END)
    assert play.events() == ["message"]
    play.refuse(AWAY, Stop)
    assert play.states[-2:] == [State.STOPPING, State.READING]
    assert play.events() == ["message", "message_end"]
    assert play.lose().ends().answer == "Hello"


def test_a_stop_that_comes_too_late() -> None:
    """A run that has ended is not stopped; one that cannot be stopped goes on."""
    play = Play(ChatAccumulator())
    play.protocol.stop()
    assert play.open().receive(END).events() == ["message_end"]
    play = Play(ChatAccumulator())
    play.protocol.stop_call = None
    play.protocol.stop()
    assert play.open().receive(message("Hello")).events() == ["message"]


@pytest.mark.parametrize("accumulator", [WorkflowAccumulator, ChatAccumulator])
@pytest.mark.parametrize("reason", [STOPPED, f"Run failed: {STOPPED}", "out of cheese"])
@pytest.mark.parametrize("stopped", [True, False])
def test_an_end_after_a_stop(accumulator: Callable[[], Any], reason: str, stopped: bool) -> None:
    """1.9 – 1.15 end a stopped run as failed: that is no failure after one's own stop, and any other is."""
    tell = chatflow
    play = Play(accumulator()).open().receive(started(tell), flow_message("Hel"))
    play.events()
    if stopped:
        assert play.protocol.stop() is not None
    play.receive(finished(tell, status="failed", error=reason)).lose()
    if stopped and "Aborted" in reason:
        result = play.ends()
        assert isinstance(result, ChatAnswer) or result.status == "stopped"
    else:
        assert reason in str(play.fails(WorkflowFailed))


@pytest.mark.parametrize("stopped", [True, False])
def test_an_error_after_a_stop(stopped: bool) -> None:
    """A chatflow adds an error event to it."""
    play = Play(ChatAccumulator()).open().receive(started(chatflow))
    play.events()
    if stopped:
        play.protocol.stop()
    play.receive(event("error", status=400, code="c", message=f"Run failed: {STOPPED}"))
    if stopped:
        assert play.events() == ["error"]
        assert play.lose().ends().answer == ""
    else:
        play.fails(StreamFailed)


# The time that a run may take, and closing.


def at_opening() -> Play:
    play = Play(timeout=5)
    play.do(Open)
    return play


def at_reading() -> Play:
    return Play(timeout=5).open().receive(*WORKFLOW[:5])


def at_reopening() -> Play:
    return broken(Play(timeout=5), *WORKFLOW[:5])


def at_polling() -> Play:
    return polled(timeout=5)


def at_asking() -> Play:
    play = waiting(timeout=5)
    return play


def at_answering() -> Play:
    return answered_form(timeout=5).open()


def at_stopping() -> Play:
    play = Play(ChatAccumulator(), timeout=5)
    play.protocol.stop()
    play.open().receive(message("Hel"))
    play.do(Stop)
    return play


def at_completing() -> Play:
    play = lost_end(timeout=5)
    play.do(Send)
    return play


def at_whole() -> Play:
    return Play(timeout=5).open().receive(*WORKFLOW)


STAGES = [at_reading, at_reopening, at_polling, at_asking, at_answering]
OTHER_STAGES = [at_opening, at_stopping, at_completing, at_whole]


@pytest.mark.parametrize("stage", STAGES)
def test_a_run_that_takes_too_long(stage: Callable[[], Play]) -> None:
    """When call_timeout is over the run is stopped, whatever it was at;
    then it raises with what had arrived.
    """
    play = stage()
    play.events()
    play.now += 5
    play.answer(kind=Stop)
    assert not play.protocol.is_connected
    error = play.fails(RequestTimeout)
    assert (error.partial.text, "5 seconds (call_timeout)" in str(error)) == ("Hel", True)


def test_a_run_that_takes_too_long_before_or_after() -> None:
    """Nothing had arrived, a stop was asked for already, a stop that fails;
    an answer that is whole is given.
    """
    play = at_opening()
    play.now += 5
    assert play.fails(RequestTimeout).partial is None
    play = at_stopping()
    play.now += 5
    play.answer(kind=Stop)
    assert play.fails(RequestTimeout).partial.answer == "Hel"
    play = at_reading()
    play.events()
    play.now += 5
    play.refuse(AWAY, Stop)
    assert play.fails(RequestTimeout).partial.text == "Hel"
    play = at_whole()
    play.events()
    play.now += 5
    assert play.ends().text == WHOLE
    play = at_completing()
    play.now += 5
    play.refuse(SILENCE)
    assert play.events() == ["workflow_finished"]
    play.fails(StreamIncomplete)
    play = waiting_for_grace()
    play.now += 5
    play.do(Stop)


def waiting_for_grace() -> Play:
    """A run that waits for a human who is about to be asked."""
    play = Play(has_handler=True, timeout=5).open().receive(*WORKFLOW[:5], *asked(form()))
    play.do(Receive)
    return play


def test_waits_end_with_the_run() -> None:
    """No wait goes beyond call_timeout; a silence that long is not a stall."""
    play = Play(timeout=5, stall=300).open().receive(WORKFLOW[0])
    assert play.do(Receive) == Receive(5.0)
    play.now += 2
    assert play.receive(PING).do(Receive) == Receive(3.0)
    assert play.protocol.time_left(play.now) == 3.0
    play.lose(SILENCE)
    play.do(Stop)
    assert Play().protocol.time_left(0.0) is None


@pytest.mark.parametrize("stage", [*STAGES, *OTHER_STAGES])
def test_closing(stage: Callable[[], Play]) -> None:
    """Whatever a run was at: the reader gets an error, with what had arrived."""
    play = stage()
    state = play.protocol.state
    assert not play.protocol.is_closed
    play.protocol.close()
    assert play.events() == []
    error = play.fails(StreamIncomplete)
    assert "closed" in str(error)
    assert state.name.lower() in stage.__name__ or state is State.READING


def test_closing_while_bytes_are_awaited() -> None:
    """The body breaks then: that is the closing, and no break that could be made good."""
    play = at_reading()
    play.do(Receive)
    play.protocol.close()
    play.protocol.connection_lost(HANG_UP)
    play.fails(StreamIncomplete)
    ended = Play().open().receive(*WORKFLOW).lose()
    ended.ends()
    ended.protocol.close()
    ended.ends()


def test_an_error_of_the_driver() -> None:
    """What a handler raises ends the run."""
    play = at_asking()
    mine = KeyError("mine")
    play.protocol.abort(mine)
    play.protocol.leave()
    assert (play.protocol.state, play.protocol.error) == (State.FAILED, mine)
    Play().protocol.leave()  # before anything was done


# The states.


def arrows(scenario: Callable[[], Any]) -> set[tuple[State, State]]:
    """The transitions that a run takes."""
    taken: set[tuple[State, State]] = set()
    go = RunProtocol._enter

    def look(protocol: Any, state: State) -> None:
        before = protocol.state
        go(protocol, state)
        if state is not before:
            taken.add((before, state))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RunProtocol, "_enter", look)
        scenario()
    return taken


def test_each_transition_is_taken() -> None:
    """The table has the transitions that there are, and no other."""
    taken: set[tuple[State, State]] = set()
    for scenario in (
        test_a_run_to_its_end,
        test_a_human_answers,
        test_a_lost_answer,
        test_asking_how_a_run_stands,
        test_a_stop_before_there_is_a_task,
        test_a_run_that_takes_too_long_before_or_after,
        lambda: test_a_snapshot_of_a_chatflow_that_waits(True),
        *(lambda stage=stage: test_a_run_that_takes_too_long(stage) for stage in STAGES),
        *(lambda stage=stage: test_closing(stage) for stage in [*STAGES, *OTHER_STAGES]),
    ):
        taken |= arrows(scenario)
    table = {(before, after) for before, states in TRANSITIONS.items() for after in states}
    assert {(before, after) for before, after in taken if after is not State.FAILED} == table
    failing = {before for before, after in taken if after is State.FAILED}
    assert failing == set(State) - {State.ENDED, State.FAILED}


def test_the_diagram() -> None:
    """CONTRIBUTING.md shows these states and transitions."""
    text = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.partition("## The states of a run\n")[2].partition("\n## ")[0]
    drawn = re.findall(r"^ +(\S+) --> (\S+?)(?::.*)?$", section, re.MULTILINE)
    table = {(before.name, after.name) for before, states in TRANSITIONS.items() for after in states}
    ends = {("[*]", "OPENING"), ("RUN", "FAILED"), ("ENDED", "[*]"), ("FAILED", "[*]")}
    assert len(drawn) == len(set(drawn))
    assert set(drawn) == table | ends
    told = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", section, re.MULTILINE))
    assert told == {state.name: state.value for state in State}


# Any bytes.

PIECES = st.lists(
    st.one_of(
        st.binary(max_size=20),
        st.sampled_from([*WORKFLOW, *CHATFLOW, *asked(form()), message("Hel"), END, PING, TASKLESS]),
        st.builds(
            lambda name, fields: f"data: {json.dumps({'event': name, **fields})}\n\n".encode(),
            st.sampled_from(
                [
                    "message",
                    "agent_message",
                    "agent_thought",
                    "message_file",
                    "message_end",
                    "message_replace",
                    "text_chunk",
                    "error",
                    "workflow_started",
                    "workflow_finished",
                    "workflow_paused",
                    "human_input_required",
                    "human_input_form_filled",
                    "node_started",
                    "node_finished",
                    "iteration_next",
                    "datasource_completed",
                    "datasource_error",
                    "newer",
                ]
            ),
            st.dictionaries(
                st.sampled_from(
                    [
                        "id",
                        "task_id",
                        "message_id",
                        "conversation_id",
                        "workflow_run_id",
                        "answer",
                        "data",
                        "created_at",
                        "metadata",
                        "files",
                        "status",
                        "code",
                        "message",
                        "error",
                        "url",
                        "position",
                        "message_files",
                    ]
                ),
                st.recursive(
                    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
                    lambda inner: (
                        st.lists(inner, max_size=2)
                        | st.dictionaries(
                            st.sampled_from(
                                [
                                    "id",
                                    "status",
                                    "outputs",
                                    "error",
                                    "reasons",
                                    "created_at",
                                    "text",
                                    "form_id",
                                    "node_id",
                                    "form_token",
                                    "answer",
                                ]
                            ),
                            inner,
                            max_size=3,
                        )
                    ),
                    max_leaves=6,
                ),
                max_size=5,
            ),
        ),
    ),
    max_size=8,
)


def outcome(accumulator: Any, chunks: list[bytes]) -> tuple[Any, ...]:
    """What comes of a stream of these bytes."""
    play = Play(accumulator, has_handler=True, user=None).open()
    names = []
    error: Exception | None = None
    try:
        for sent in chunks:
            names += play.events()
            if play.protocol.next_action(play.now) is None:
                break
            play.protocol.receive(sent)
        else:
            names += play.events()
            if play.protocol.next_action(play.now) is not None:
                play.protocol.connection_lost(None)
            names += play.events()
            assert play.protocol.next_action(play.now) is None
    except DifyError as raised:
        error = raised
        assert len(str(error).splitlines()) == 1
    result = accumulator.result
    if hasattr(result, "to_dict"):
        json.dumps(result.to_dict())
    return names, play.texts, result, type(error), str(error)


@pytest.mark.parametrize("accumulator", [ChatAccumulator, WorkflowAccumulator, DatasourceAccumulator])
@given(PIECES, st.lists(st.integers(0, 400), max_size=6))
def test_any_bytes(accumulator: Callable[[], Any], pieces: list[bytes], cuts: list[int]) -> None:
    """Whatever a server sends: events, and an end or one of the package's errors;
    how it is cut does not matter.
    """
    sent = b"".join(pieces)
    ends = [0, *sorted(min(cut, len(sent)) for cut in cuts), len(sent)]
    parts = [sent[start:end] for start, end in itertools.pairwise(ends)]
    assert outcome(accumulator(), parts) == outcome(accumulator(), [sent])
