"""Recorded streams, replayed through ``chat.stream`` and ``chat.send`` in both colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from dify_ext import (
    ChatAnswer,
    ConnectionFailed,
    DifyError,
    StreamFailed,
    StreamIncomplete,
    WorkflowFailed,
    WorkflowPaused,
    events,
)

from . import calls
from .recordings import RECORDINGS, Recording, class_name, of_kind, without_nulls
from .replay import COLOURS, Server, assert_sent, client_for, collect, entered, play, settle

STREAMS = of_kind("chunks")

both_colours = pytest.mark.parametrize("colour", COLOURS)
each_stream = pytest.mark.parametrize("name", STREAMS)


def in_bytes(size: int) -> Callable[[list[bytes]], list[bytes]]:
    """A cutter that makes pieces of this size, wherever a line or a character ends."""

    def cut(pieces: list[bytes]) -> list[bytes]:
        body = b"".join(pieces)
        return [body[start : start + size] for start in range(0, len(body), size)]

    return cut


CUTS = {"as recorded": list, "in one piece": lambda pieces: [b"".join(pieces)], "every 61 bytes": in_bytes(61)}


def question(recording: Recording) -> dict[str, Any]:
    """The request to make: the recorded one, or, for streams that no method asks for yet, some question."""
    if recording.operation in calls.STREAMS_OF_OTHERS:
        body = {"inputs": {}, "query": "x", "response_mode": "streaming", "user": calls.USER}
        return {**recording.request, "method": "POST", "path": "/v1/chat-messages", "query": {}, "json": body}
    return calls.request_of(recording)


def ends_with(recording: Recording) -> type[DifyError] | None:
    """What a stream raises at its end."""
    finished = recording.last("workflow_finished")
    if recording.last("error"):
        return StreamFailed
    if not recording.is_whole:
        return StreamIncomplete
    return WorkflowFailed if finished and finished["data"]["status"] == "failed" else None


def assert_same_event(event: Any, sent: dict[str, Any]) -> None:
    """An event is of its class and has all that was sent; in free-form objects null is kept."""
    assert type(event) is getattr(events, class_name(sent["event"]))
    assert event.event == sent["event"]
    assert without_nulls(event.to_dict()) == without_nulls(sent)
    for field in ("inputs", "outputs", "process_data"):
        if isinstance(free := sent.get("data", {}).get(field), dict):
            assert getattr(event.data, field) == free


def assert_same_answer(answer: Any, recording: Recording) -> None:
    """An answer is what its events add up to: text, ids, mode, usage, sources, files, thoughts."""
    assert isinstance(answer, ChatAnswer)
    assert answer.answer == recording.text
    for field in ("task_id", "message_id", "conversation_id", "created_at", "workflow_run_id"):
        assert getattr(answer, field) == first(recording, field), field
    assert answer.id == answer.message_id
    if recording.operation == "chat-messages" and recording.events:
        assert answer.mode == mode_of(recording)
    end = recording.last("message_end")
    metadata = end["metadata"] if end else None
    assert without_nulls(answer.metadata and answer.metadata.to_dict()) == without_nulls(metadata)
    assert without_nulls(answer.usage and answer.usage.to_dict()) == without_nulls(metadata and metadata["usage"])
    quoted = [resource.to_dict() for resource in answer.retriever_resources]
    assert without_nulls(quoted) == without_nulls(metadata["retriever_resources"] if metadata else [])
    files = [file.to_dict() for file in answer.files]
    assert without_nulls(files) == without_nulls((end and end["files"]) or [])
    thoughts = {event["id"]: event for event in recording.events if event["event"] == "agent_thought"}
    assert [thought.id for thought in answer.agent_thoughts] == list(thoughts)
    for thought in answer.agent_thoughts:
        sent = thoughts[thought.id]
        for field in ("message_id", "position", "thought", "tool", "tool_input", "tool_labels", "observation"):
            assert getattr(thought, field) == sent[field], field
        assert thought.files == sent["message_files"]


def first(recording: Recording, field: str) -> Any:
    """The first that the events say of a field."""
    return next((event[field] for event in recording.events if field in event), None)


def mode_of(recording: Recording) -> str:
    """The app's mode, by the events that only such apps send."""
    names = {event["event"] for event in recording.events}
    if "workflow_started" in names:
        return "advanced-chat"
    return "agent-chat" if {"agent_message", "agent_thought"} & names else "chat"


def assert_right_end(error: DifyError, recording: Recording) -> None:
    """What a stream raised says what the server said, and brings what had arrived."""
    assert type(error) is ends_with(recording)
    assert_same_answer(error.partial, recording)  # type: ignore[attr-defined]
    assert len(str(error).splitlines()) == 1
    if isinstance(error, StreamFailed):
        sent = recording.last("error")
        assert sent is not None
        assert (error.status, error.code, error.message) == (sent["status"], sent["code"], sent["message"])
    if isinstance(error, WorkflowFailed):
        sent = recording.last("workflow_finished")
        assert sent is not None
        assert without_nulls(error.run.to_dict()) == without_nulls(sent["data"])
        assert sent["data"]["error"].splitlines()[0][:80] in str(error)


@both_colours
@pytest.mark.parametrize("cut", CUTS)
@each_stream
def test_a_stream_gives_its_events(name: str, cut: str, colour: str) -> None:
    """Each event comes typed, whole and in order, then the answer or the error they add up to, however the bytes were cut."""
    recording = RECORDINGS[name]
    seen: list[Any] = []

    async def scenario() -> None:
        server, request = Server(recording, cut=CUTS[cut]), question(recording)
        async with client_for(colour, server, request) as client, entered(calls.stream(client, request)) as stream:
            assert_sent(server.request, request)
            assert server.request.headers["Accept"] == "text/event-stream"
            assert stream.headers["X-Version"] == name.partition("/")[0]
            expected = ends_with(recording)
            if expected is None:
                await collect(stream, seen)
                assert_same_answer(await settle(stream.get_final_answer()), recording)
            else:
                with pytest.raises(expected) as caught:
                    await collect(stream, seen)
                assert_right_end(caught.value, recording)
                with pytest.raises(expected):  # it stays so
                    await settle(stream.get_final_answer())
            assert server.bodies[0].closed
            for field in ("task_id", "message_id", "conversation_id", "workflow_run_id"):
                assert getattr(stream, field) == first(recording, field)
            assert stream.is_paused is recording.is_paused
        assert server.request  # once: what has ended is not stopped

    play(scenario())
    assert len(seen) == len(recording.readable)
    for event, sent in zip(seen, recording.readable, strict=True):
        assert_same_event(event, sent)


@both_colours
@each_stream
def test_a_stream_gives_its_text(name: str, colour: str) -> None:
    """``text_stream`` gives the pieces of the answer; they are its text, unless moderation put another in its place."""
    recording = RECORDINGS[name]
    texts: list[str] = []

    async def scenario() -> None:
        server, request = Server(recording), question(recording)
        async with client_for(colour, server, request) as client, entered(calls.stream(client, request)) as stream:
            expected = ends_with(recording)
            if expected is None:
                await collect(stream.text_stream, texts)
            else:
                with pytest.raises(expected):
                    await collect(stream.text_stream, texts)

    play(scenario())
    if recording.last("message_replace"):
        spoken = [event["answer"] for event in recording.events if event["event"] == "message"]
        assert "".join(texts) == "".join(spoken)
    else:
        assert "".join(texts) == recording.text


@both_colours
@each_stream
def test_send_folds_a_stream(name: str, colour: str) -> None:
    """``chat.send`` streams underneath and gives the same answer, or raises the same; a pause is an error there."""
    recording = RECORDINGS[name]

    async def scenario() -> None:
        server, request = Server(recording), question(recording)
        async with client_for(colour, server, request) as client:
            expected = ends_with(recording) or (WorkflowPaused if recording.is_paused else None)
            if expected is None:
                assert_same_answer(await settle(calls.send(client, request)), recording)
            else:
                with pytest.raises(expected) as caught:
                    await settle(calls.send(client, request))
                if isinstance(caught.value, WorkflowPaused):
                    assert_is_pause(caught.value, recording)
                else:
                    assert_right_end(caught.value, recording)
        assert server.bodies[0].closed
        # A run of which no end was seen may go on: it is not stopped here, for its connection had ended by itself.
        assert_sent(server.request, request)

    play(scenario())


def assert_is_pause(error: WorkflowPaused, recording: Recording) -> None:
    """A pause brings the answer so far, and the form that a human is asked to fill in."""
    assert_same_answer(error.partial, recording)
    asked = recording.last("human_input_required")
    assert asked is not None
    assert without_nulls(error.form.to_dict()) == without_nulls(asked["data"])
    assert error.form.form_id == asked["data"]["form_id"]


@both_colours
@pytest.mark.parametrize(
    "name", [name for name in STREAMS if not RECORDINGS[name].is_whole and not RECORDINGS[name].last("error")]
)
def test_a_broken_stream_says_why(name: str, colour: str) -> None:
    """Where the connection breaks before the end, what had arrived is there, and the cause is chained."""
    recording = RECORDINGS[name]
    seen: list[Any] = []

    async def scenario() -> None:
        server = Server(recording, break_off=httpx.RemoteProtocolError("peer closed connection"))
        request = question(recording)
        async with client_for(colour, server, request) as client:
            with pytest.raises(StreamIncomplete if recording.events else ConnectionFailed) as caught:
                await collect(calls.stream(client, request), seen)
        if recording.events:
            assert_right_end(caught.value, recording)
        assert caught.value.__cause__ is not None

    play(scenario())
    assert [without_nulls(event.to_dict()) for event in seen] == without_nulls(recording.readable)


@both_colours
@pytest.mark.parametrize("name", [name for name in STREAMS if ends_with(RECORDINGS[name]) is None])
def test_a_break_after_the_end_does_no_harm(name: str, colour: str) -> None:
    """A connection that breaks after the closing event has cost nothing."""
    recording = RECORDINGS[name]

    async def scenario() -> None:
        server = Server(recording, break_off=httpx.ReadError("connection reset"))
        request = question(recording)
        async with client_for(colour, server, request) as client:
            stream = calls.stream(client, request)
            seen = await collect(stream)
            assert_same_answer(await settle(stream.get_final_answer()), recording)
        assert len(seen) == len(recording.events)

    play(scenario())


@both_colours
@pytest.mark.parametrize("name", STREAMS)
def test_a_stream_cut_anywhere_is_never_silently_short(name: str, colour: str) -> None:
    """Ended after any of its pieces, a stream is incomplete as long as its closing event has not come."""
    recording = RECORDINGS[name]

    async def scenario() -> None:
        for prefix in (recording.up_to(length) for length in range(len(recording.body))):
            if ends_with(prefix) is not StreamIncomplete:
                continue
            server, request = Server(prefix), question(recording)
            async with client_for(colour, server, request) as client:
                with pytest.raises(StreamIncomplete) as caught:
                    await settle(calls.send(client, request))
            assert_right_end(caught.value, prefix)

    play(scenario())
