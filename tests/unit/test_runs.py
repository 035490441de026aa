"""Runs beyond their first connection: the calls, a human's answer, how a run ended, and no event twice."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from dify_api.api.chat import stop_chat_message
from dify_api.models import HumanInputForm, WorkflowRun
from hypothesis import given
from hypothesis import strategies as st

from dify_ext import RemoteFile, UploadedFile, WorkflowFinishedEvent, WorkflowPausedEvent
from dify_ext._streaming.duplicates import Duplicates
from dify_ext._streaming.human_input import needs_reading, no_handler, read_reply
from dify_ext._streaming.run_calls import (
    end_event,
    events_call,
    form_call,
    run_call,
    stopping,
    stored_message_call,
    submit_call,
)
from dify_ext.errors import ConfigurationError
from dify_ext.events import parse_event
from tests.wire.recordings import RECORDINGS

LIVE_RESUME = RECORDINGS["1.14.2/workflow-events--live-resume"].events
IDS = {"task_id": "t", "workflow_run_id": "r"}


def answer(body: Any) -> httpx.Response:
    """A good answer."""
    return httpx.Response(200, json=body, request=httpx.Request("GET", "https://h/v1/x"))


def event(name: str, **data: Any) -> dict[str, Any]:
    """An event of a run."""
    return {"event": name, **IDS, "data": data}


def node(number: int, name: str = "node_started", at: int = 1) -> dict[str, Any]:
    """A step of a run."""
    return event(name, id=f"n{number}", created_at=at, index=7)


def chunk(text: str) -> dict[str, Any]:
    """A piece of text."""
    return event("text_chunk", text=text)


def started(at: int = 1, reason: str = "initial") -> dict[str, Any]:
    """The run begins, or goes on."""
    return event("workflow_started", id="r", created_at=at, reason=reason)


def paused(*forms: str | None, at: int = 1, nodes: Any = ("n",)) -> dict[str, Any]:
    """The run waits."""
    reasons = [{"TYPE": "human_input_required", "form_id": form} for form in forms]
    return event("workflow_paused", reasons=reasons, created_at=at, paused_nodes=list(nodes))


def told(duplicates: Duplicates, *events: dict[str, Any]) -> list[dict[str, Any]]:
    """Those of the events that were not given out before."""
    return [sent for sent in events if duplicates.is_new(parse_event(sent))]


# Calls.


def test_taking_up_a_run() -> None:
    """Whose run it is, with what it did so far, and through its pauses."""
    call = events_call("r1", "eve")
    request = httpx.Client(base_url="https://h").build_request(**call.request)
    assert str(request.url) == (
        "https://h/v1/workflow/r1/events?user=eve&include_state_snapshot=true&continue_on_pause=true"
    )
    assert "who began it" in call.advice[404]
    assert run_call("r1").request["url"] == "/v1/workflows/run/r1"


def test_a_stored_message() -> None:
    """The conversation's last messages are asked for, and the one looked for."""
    stored = {"conversation_id": "c", "inputs": {}, "query": "q", "created_at": 1, "status": "normal"}
    page = {
        "limit": 20,
        "has_more": False,
        "data": [{**stored, "id": "m1", "answer": "a"}, {**stored, "id": "m2"}],
    }
    call = stored_message_call("c", "m1", "eve")
    assert call.request["params"] == {"conversation_id": "c", "user": "eve"}
    message = call.decode(answer(page))
    assert message is not None
    assert (message.id, message.answer) == ("m1", "a")
    assert stored_message_call("c", "m3", "eve").decode(answer(page)) is None
    assert stored_message_call("c", None, "eve").decode(answer(page)) is None


def test_a_run_is_stopped_by_its_task() -> None:
    call = stopping(stop_chat_message, "eve")("t1")
    assert (call.request["url"], call.request["json"]) == ("/v1/chat-messages/t1/stop", {"user": "eve"})


def test_forms() -> None:
    """A human's answer may hold files, however deep."""
    call = submit_call("tok", "ok", {"files": [UploadedFile.from_id("f1", type="image")], "n": 1}, "eve")
    read = form_call(HumanInputForm(form_token="tok"))
    assert call.request["url"] == read.request["url"] == "/v1/form/human_input/tok"
    file = {"type": "image", "transfer_method": "local_file", "upload_file_id": "f1"}
    assert call.request["json"] == {"inputs": {"files": [file], "n": 1}, "action": "ok", "user": "eve"}
    assert submit_call("tok", "ok", None, "eve").request["json"]["inputs"] == {}
    assert "whose run asks" in call.advice[404]
    assert "whose run asks" in read.advice[404]


@pytest.mark.parametrize(
    ("reply", "read"),
    [
        ("ok", ("ok", {})),
        ("", ("", {})),
        (("ok", {"a": 1}), ("ok", {"a": 1})),
        (["ok", {}], ("ok", {})),
        (("ok", None), ("ok", {})),
    ],
)
def test_what_a_handler_may_answer(reply: Any, read: Any) -> None:
    """An action, or an action and its inputs."""
    assert read_reply(reply) == read


@pytest.mark.parametrize(
    "reply", [None, True, 5, {}, {"action": "ok"}, (), ("ok",), ("ok", [1]), (1, {}), ("a", {}, 1)]
)
def test_what_a_handler_may_not_answer(reply: Any) -> None:
    """It is refused before anything is sent, and the error says what is wanted."""
    with pytest.raises(ConfigurationError, match=r"on_human_input must return .*\(action, inputs\)"):
        read_reply(reply)


def test_a_coroutine_where_nobody_waits() -> None:
    """The synchronous client says so, and leaves nothing behind that was never awaited."""

    async def decide() -> str:
        return "ok"

    with pytest.raises(ConfigurationError, match="AsyncDify"):
        read_reply(decide())


def test_a_form_that_is_to_be_read() -> None:
    """A snapshot's text has variables of the run in it, the form that is asked for has their values."""
    sent = next(sent["data"] for sent in LIVE_RESUME if sent["event"] == "human_input_required")
    form = HumanInputForm.from_dict(sent)
    assert needs_reading(form)
    form = form_call(form).decode(answer(RECORDINGS["1.14.2/form-get--ok"].json))
    assert not needs_reading(form)
    assert form.form_content == "Please review: check \n{{#$output.comment#}}"
    assert [action.id for action in form.actions or []] == ["approve", "reject"]
    assert (form.form_token, form.node_title, form.expiration_time) == (
        sent["form_token"],
        "Human",
        1795178606,
    )
    assert not needs_reading(HumanInputForm())


# How a run ended.


@pytest.mark.parametrize("status", [None, "running", "scheduled", "retry", "a-newer-word"])
def test_a_run_that_goes_on(status: Any) -> None:
    """It has no end yet; a word of a newer server is no end by itself."""
    assert end_event(WorkflowRun(id="r", status=status), "t") is None


@pytest.mark.parametrize(
    "status", ["succeeded", "partial-succeeded", "failed", "exception", "stopped", "a-newer-word", None]
)
def test_a_run_that_ended(status: Any) -> None:
    """The event has what the run says, but for the inputs, and the task's id."""
    run = WorkflowRun(id="r", status=status, outputs={"a": 1}, inputs="{}", finished_at=9, error="e")
    end = end_event(run, "t")
    assert isinstance(end, WorkflowFinishedEvent)
    assert end.data is not None
    assert (end.task_id, end.workflow_run_id, end.data.id) == ("t", "r", "r")
    assert (end.data.status, end.data.outputs, end.data.error, end.data.finished_at) == (
        status,
        {"a": 1},
        "e",
        9,
    )
    assert "inputs" not in end.data.to_dict()


def test_recorded_ends() -> None:
    """Runs as servers tell them."""
    paused_run = end_event(WorkflowRun.from_dict(RECORDINGS["1.13.2/workflows-run-detail--paused"].json), "t")
    assert isinstance(paused_run, WorkflowPausedEvent)
    ended = end_event(WorkflowRun.from_dict(RECORDINGS["1.13.2/workflows-run-detail--ok"].json), None)
    assert isinstance(ended, WorkflowFinishedEvent)
    assert ended.data is not None
    assert (ended.data.outputs or {})["n"] == 3


def test_outputs_in_a_string() -> None:
    """1.8.1 gives them as JSON in a string: they are read;
    what is none stays as it is, and is no end of a run.
    """

    def asked(outputs: Any) -> WorkflowRun:
        answer = {"id": "r", "status": "succeeded", "outputs": outputs}
        return run_call("r").decode(
            httpx.Response(200, json=answer, request=httpx.Request("GET", "http://x/"))
        )

    assert asked('{"a": 1}').outputs == asked({"a": 1}).outputs == {"a": 1}
    assert asked(None).outputs is None
    end = end_event(asked('{"a": 1}'), None)
    assert isinstance(end, WorkflowFinishedEvent)
    assert end.data is not None
    assert end.data.outputs == {"a": 1}
    for outputs in ("oops", "", "[1]", '"a"'):
        assert asked(outputs).outputs == outputs
        with pytest.raises(ValueError, match="outputs"):
            end_event(asked(outputs), None)


# No event twice.


def test_on_the_first_connection_everything_is_new() -> None:
    """Only what another connection tells again can be told twice."""
    events = [started(), node(1), node(1), paused("f"), paused("f"), chunk("a"), chunk("a")]
    assert told(Duplicates(), *events) == events


def test_a_recorded_run_that_is_taken_up_again() -> None:
    """Nothing of what was given comes again, all that is new does:
    the node's second start, the run's going on.
    """
    assert told(Duplicates(), *LIVE_RESUME) == LIVE_RESUME
    for cut in range(len(LIVE_RESUME) + 1):
        duplicates = Duplicates()
        first = told(duplicates, *LIVE_RESUME[:cut])
        duplicates.reconnect()
        rest = told(duplicates, *[sent for sent in LIVE_RESUME[:cut] if sent["event"] != "text_chunk"])
        assert first == LIVE_RESUME[:cut]
        assert [sent["event"] for sent in rest if sent["event"] != "human_input_form_filled"] == []
        assert told(duplicates, *LIVE_RESUME[cut:]) == LIVE_RESUME[cut:]


def test_who_is_asked() -> None:
    """An answer in one piece has nobody to ask."""
    no_handler(None)
    with pytest.raises(ConfigurationError, match="response_mode"):
        no_handler(lambda form: "approve")


def test_the_beginning_comes_once() -> None:
    """A run begins once, whatever second a snapshot gives for it;
    that it goes on may be told in the same second.
    """
    duplicates = Duplicates()
    first, later = {**started(), "data": {**started()["data"], "reason": "initial"}}, started(5, "resumption")
    assert told(duplicates, first) == [first]
    duplicates.reconnect()
    snapshot = {**first, "data": {**first["data"], "created_at": first["data"]["created_at"] + 1}}
    assert told(duplicates, snapshot, later, later) == [later]


def test_what_tells_events_apart() -> None:
    """Name, id and second; of rounds and tries their number; of forms and pauses the forms."""
    events = [
        *(started(), started(5, "resumption"), node(1), node(2), node(1, "node_finished"), node(1, at=2)),
        *(event("iteration_next", id="i", created_at=1, index=number) for number in range(3)),
        *(event("loop_next", id="i", created_at=1, index=number) for number in range(3)),
        *(event("node_retry", id="n", created_at=1, retry_index=number) for number in range(3)),
        *(event("human_input_required", form_id="f1"), event("human_input_required", form_id="f2")),
        *(paused("f1"), paused("f2"), paused("f1", "f2"), paused("f2", "f1")),
        *(paused(), paused(at=2), paused(nodes=["m"]), paused(nodes=[]), paused(None, nodes=["o"])),
        *(event("brand_new", id="x", created_at=1), event("newer", id={"a": [1]}, created_at=[2])),
        *(event("node_started", id=["n"], created_at={"s": 1}), paused(nodes=[{"a": 1}])),
    ]
    duplicates = Duplicates()
    duplicates.reconnect()
    assert told(duplicates, *events) == events
    assert told(duplicates, *reversed(events)) == []
    assert told(duplicates, paused("f1", at=9, nodes=["other"])) == []  # its time is that of the telling
    assert duplicates.has_marker


def test_what_cannot_be_told_apart() -> None:
    """An event without an id, or without a time, is always new."""
    nameless = [
        *({"event": "workflow_paused"}, {"event": "human_input_required"}, {"event": "node_started", **IDS}),
        *(
            event("node_started", id="n"),
            event("node_started", created_at=1),
            {"event": "newer", "data": "text"},
        ),
        *(
            {"event": "newer"},
            {"event": "message_end", "id": "m"},
            event("human_input_form_filled", node_id="n"),
        ),
    ]
    duplicates = Duplicates()
    duplicates.reconnect()
    for _ in range(2):
        assert told(duplicates, *nameless) == nameless
        assert not duplicates.has_marker


def test_the_text_that_a_snapshot_has() -> None:
    """A chatflow's snapshot begins with its text as it was stored: not an event of the run, and older than
    what came; what moderation puts in the answer's place is one.
    """
    replaced = {"event": "message_replace", "answer": "", "reason": ""}
    moderated = {"event": "message_replace", "answer": "sorry", "reason": ""}
    duplicates = Duplicates()
    assert told(duplicates, started(), replaced, node(1)) == [started(), replaced, node(1)]
    for _ in range(2):
        duplicates.reconnect()
        assert told(duplicates, started(), replaced, node(1), moderated) == [moderated]
    other = Duplicates()
    other.reconnect()
    again = started(5, "resumption")
    assert told(other, started(), replaced, node(1), again) == [started(), node(1), again]
    other.reconnect()
    assert told(other, moderated) == [moderated]


def test_a_server_that_keeps_a_log() -> None:
    """It tells how the run stands, then all of the log:
    text that was given is not given again, lost text is.
    """
    log = [started(), node(1), chunk("a"), chunk("b"), node(2), {"event": "message", "answer": "c"}]
    snapshot, rest = [started(), node(1), node(2)], [chunk("d"), chunk("a"), node(3)]
    duplicates = Duplicates()
    assert told(duplicates, *log[:3]) == log[:3]
    duplicates.reconnect()
    assert told(duplicates, *snapshot, *log) == [node(2), chunk("b"), log[5]]
    assert told(duplicates, *rest[:2]) == rest[:2]
    duplicates.reconnect()
    assert told(duplicates, *snapshot, *log, *rest) == [node(3)]
    assert told(duplicates, chunk("a")) == [chunk("a")]


def test_text_that_repeats_itself() -> None:
    """Text that reads as it did before is new: other servers do not tell it again."""
    duplicates = Duplicates()
    told(duplicates, started(), chunk("ha"), chunk("ha"))
    duplicates.reconnect()
    assert told(duplicates, started(), chunk("ha"), started(5, "resumption"), chunk("ha")) == [
        *(chunk("ha"), started(5, "resumption")),
        chunk("ha"),
    ]


MARKED = st.one_of(
    st.builds(node, st.integers(0, 5), st.sampled_from(["node_started", "node_finished"]), st.integers(1, 2)),
    st.builds(lambda index: event("iteration_next", id="i", created_at=1, index=index), st.integers(0, 5)),
    st.builds(lambda index: event("node_retry", id="n", created_at=1, retry_index=index), st.integers(0, 5)),
    st.builds(lambda number: event("human_input_required", form_id=f"f{number}"), st.integers(0, 3)),
    st.builds(lambda number: paused(f"f{number}"), st.integers(0, 3)),
)


@given(st.lists(MARKED, max_size=15, unique_by=json.dumps), st.lists(st.integers(0, 15), max_size=4))
def test_each_event_once(events: list[dict[str, Any]], breaks: list[int]) -> None:
    """A run told again from its start, and then the rest, broken off anywhere, any number of times."""
    duplicates, got = Duplicates(), told(Duplicates(), started())
    duplicates.is_new(parse_event(started()))
    reached = 0
    for cut in [*breaks, len(events)]:
        got += told(duplicates, *events[reached : max(cut, reached)])
        reached = max(cut, reached)
        duplicates.reconnect()
        got += told(duplicates, started(), *events[:reached])
    assert got == [started(), *events]


@given(
    st.lists(MARKED | st.builds(chunk, st.sampled_from("ab")), max_size=12),
    st.lists(st.integers(0, 12), max_size=4),
)
def test_each_event_of_a_log_once(events: list[dict[str, Any]], breaks: list[int]) -> None:
    """Where the server tells all of its log again each piece of text comes once, too."""
    unique = [
        sent
        for number, sent in enumerate(events)
        if sent["event"] == "text_chunk" or sent not in events[:number]
    ]
    log = [started(), *unique]
    duplicates = Duplicates()
    got = told(duplicates, *log[: breaks[0] + 1 if breaks else len(log)])
    for cut in [*breaks[1:], len(log)]:
        duplicates.reconnect()
        got += told(duplicates, started(), *log[: cut + 1])
    assert sorted(map(json.dumps, got)) == sorted(map(json.dumps, log))
    texts = [sent for sent in got if sent["event"] == "text_chunk"]
    assert texts == [sent for sent in log if sent["event"] == "text_chunk"]


def test_files_of_a_human() -> None:
    """Files elsewhere are named as in any other inputs."""
    body = submit_call("tok", "ok", {"a": {"b": RemoteFile("https://h/f.png")}}, "u").request["json"]
    assert body["inputs"]["a"]["b"] == {
        "type": "image",
        "transfer_method": "remote_url",
        "url": "https://h/f.png",
    }
