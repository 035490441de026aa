"""What other releases send, or may send one day, made of the recordings: other orders, fields and events."""

from __future__ import annotations

from typing import Any

import pytest

from dify_ext import (
    ChatAnswer,
    StreamFailed,
    UnknownEvent,
    WorkflowFailed,
    WorkflowPaused,
    WorkflowResult,
)

from . import calls
from .expect import assert_is_result, assert_same_answer, ends_with, in_wire_form
from .recordings import LONGEST, RECORDINGS, Recording, of_kind, without_nulls
from .replay import FLAVOURS, Server, client_for, collect, entered, final, play, settle

both_flavours = pytest.mark.parametrize("flavour", FLAVOURS)


async def answer_to(flavour: str, recording: Recording) -> Any:
    """What ``chat.send`` makes of a stream."""
    request = calls.request_of(recording)
    async with client_for(flavour, Server(recording), request) as client:
        return await settle(calls.METHODS[recording.operation](client, request))


def swapped(name: str, first: str, second: str) -> Recording:
    """A stream in which the last event of one name comes before that of another, which was sent first."""
    recording = RECORDINGS[name]
    later, earlier = recording.last(first), recording.last(second)
    assert later is not None
    assert earlier is not None
    rest = [event for event in recording.events if event not in (later, earlier)]
    return recording.with_events([*rest, later, earlier])


@both_flavours
def test_a_chatflow_of_1_8(flavour: str) -> None:
    """1.8.1 sends workflow_finished before message_end: the answer is the same, usage and all."""
    old = swapped("1.13.2/chat-messages--chatflow-second-turn", "workflow_finished", "message_end")
    assert [event["event"] for event in old.events][-2:] == ["workflow_finished", "message_end"]

    async def scenario() -> None:
        answer = await answer_to(flavour, old)
        assert_same_answer(answer, RECORDINGS[old.name])
        assert answer.usage is not None

    play(scenario())


@both_flavours
def test_a_failed_chatflow_of_1_8(flavour: str) -> None:
    """1.8.1 sends workflow_finished "failed", then an error: the error wins, for it says more."""
    failed = RECORDINGS["1.13.2/chat-messages--chatflow-streaming-error-mid"]
    ids = {name: failed.events[0][name] for name in ("conversation_id", "message_id", "created_at")}
    error = {"event": "error", **ids, "code": "completion_request_error", "status": 400, "message": None}
    old = failed.with_events([*failed.events, error])

    async def scenario() -> None:
        with pytest.raises(StreamFailed) as caught:
            await answer_to(flavour, old)
        assert (caught.value.status, caught.value.code, caught.value.message) == (
            400,
            "completion_request_error",
            "",
        )
        assert_same_answer(caught.value.partial, failed)
        with pytest.raises(WorkflowFailed):
            await answer_to(flavour, failed)

    play(scenario())


@both_flavours
def test_a_pause_in_one_piece(flavour: str) -> None:
    """1.14 answers a blocking question with the pause where a human is asked:
    WorkflowPaused, with the form.
    """
    pause = RECORDINGS["1.14.2/workflow-events--live-resume"].last("workflow_paused")
    assert pause is not None
    blocking = RECORDINGS["1.13.2/chat-messages--chatflow-blocking"]
    body = {**blocking.json, "event": "workflow_paused", "answer": "so far", "data": pause["data"]}
    run_id = body["workflow_run_id"] = pause["workflow_run_id"]

    async def scenario() -> None:
        request = calls.request_of(blocking)
        async with client_for(flavour, Server(blocking.with_json(body)), request) as client:
            with pytest.raises(WorkflowPaused) as caught:
                await settle(calls.METHODS[blocking.operation](client, request))
        error = caught.value
        assert (error.partial.answer, error.partial.mode, error.partial.workflow_run_id) == (
            "so far",
            "advanced-chat",
            run_id,
        )
        assert error.partial.id == blocking.json["id"]
        (reason,) = pause["data"]["reasons"]
        assert without_nulls(error.form.to_dict()) == without_nulls(reason)

    play(scenario())


@both_flavours
def test_a_workflows_pause_in_one_piece(flavour: str) -> None:
    """1.14 says why a run waits, 1.13 that it waits alone: WorkflowPaused with the form, or without."""
    pause = RECORDINGS["1.14.2/workflow-events--live-resume"].last("workflow_paused")
    assert pause is not None
    blocking = RECORDINGS["1.13.2/workflows-run--human-blocking"]
    news = {name: pause["data"][name] for name in ("paused_nodes", "reasons")}
    new = blocking.with_json({**blocking.json, "data": {**blocking.json["data"], **news}})

    async def scenario() -> None:
        with pytest.raises(WorkflowPaused) as caught:
            await answer_to(flavour, new)
        assert_is_result(caught.value.partial, new.json)
        assert caught.value.form is not None
        assert without_nulls(caught.value.form.to_dict()) == without_nulls(news["reasons"][0])

    play(scenario())


@both_flavours
def test_an_agent_of_1_16(flavour: str) -> None:
    """1.16 repeats an agent's whole answer in one message event: it is the answer, not a second one."""
    recording = RECORDINGS["1.13.2/chat-messages--agent-streaming"]
    *before, end = recording.events
    new = recording.with_events([*before, {**end, "event": "message", "answer": recording.text}, end])

    async def scenario() -> None:
        answer = await answer_to(flavour, new)
        assert (answer.answer, answer.mode) == (recording.text, "agent-chat")
        request = calls.request_of(new)
        async with (
            client_for(flavour, Server(new), request) as client,
            entered(calls.STREAMS[recording.operation](client, request)) as stream,
        ):
            assert "".join(await collect(stream.text_stream)) == recording.text

    play(scenario())


@both_flavours
@pytest.mark.parametrize("name", of_kind("chunks"))
def test_events_of_a_newer_server(name: str, flavour: str) -> None:
    """Events and fields that nobody knows yet are handed on and change nothing."""
    recording = RECORDINGS[name]
    unknown = {"event": "thinking_2", "task_id": "t", "data": {"a": [1, None]}, "b": None}
    newer = recording.with_events([with_news(event) for event in recording.readable] + [unknown])
    expected = ends_with(newer)
    seen: list[Any] = []

    async def scenario() -> None:
        request = calls.request_of(newer)
        async with client_for(flavour, Server(newer), request) as client:
            stream = calls.STREAMS[recording.operation](client, request)
            if expected is None:
                await collect(stream, seen)
                outcome = await settle(final(stream))
                assert (outcome.text if recording.is_of_workflow else outcome.answer) == recording.text
            else:
                with pytest.raises(expected):
                    await collect(stream, seen)

    play(scenario())
    assert [without_nulls(event.to_dict()) for event in seen] == without_nulls(newer.events)
    assert isinstance(seen[-1], UnknownEvent)
    assert (seen[-1].event, seen[-1].data, seen[-1].to_dict()) == ("thinking_2", unknown, unknown)


def with_news(value: Any) -> Any:
    """The value with a field more in each object."""
    if isinstance(value, dict):
        return {
            **{key: with_news(item) for key, item in value.items()},
            "new_in_2": {"deep": [True, 1.5, "x"]},
        }
    return [with_news(item) for item in value] if isinstance(value, list) else value


@both_flavours
@pytest.mark.parametrize("name", LONGEST.values())
def test_fields_of_a_newer_server(name: str, flavour: str) -> None:
    """A field more in every object makes no call fail, and is kept."""
    newer = RECORDINGS[name].with_json(with_news(RECORDINGS[name].json))

    async def scenario() -> None:
        request = calls.request_of(newer)
        async with client_for(flavour, Server(newer), request) as client:
            result = await settle(calls.METHODS[newer.operation](client, request))
        if result is None or isinstance(result, (ChatAnswer, WorkflowResult, list)):
            return  # these are not the wire's objects
        # A page has no place for a field beside it.
        is_whole = hasattr(result, "to_dict") and not hasattr(result, "has_more")
        sent = {name: value for name, value in calls.given(newer).items() if name != "new_in_2" or is_whole}
        assert without_nulls(in_wire_form(result)) == without_nulls(sent)

    play(scenario())
