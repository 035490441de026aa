"""What other releases send, or may send one day, made of the recordings: other orders, fields, events and shapes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from dify_ext import (
    Dify,
    DifyError,
    ResponseDecodeError,
    StreamFailed,
    StreamIncomplete,
    UnknownEvent,
    WorkflowFailed,
    WorkflowPaused,
)

from . import calls
from .calls import question
from .expect import assert_same_answer, ends_with, in_wire_form
from .recordings import RECORDINGS, Recording, of_kind, without_nulls
from .replay import COLOURS, HOST, Server, assert_sent, client_for, collect, entered, play, settle

both_colours = pytest.mark.parametrize("colour", COLOURS)
# One recording for each operation: the longest.
LONGEST = {
    RECORDINGS[name].operation: name for name in sorted(of_kind("json"), key=lambda it: len(RECORDINGS[it].body[0]))
}


def with_json(recording: Recording, value: Any) -> Recording:
    """The recording with another answer."""
    response = {**recording.response, "json": value}
    return Recording(recording.name, {**recording.exchange, "response": response})


def with_events(recording: Recording, sent: list[dict[str, Any]]) -> Recording:
    """The recording of a stream with other events."""
    chunks = [f"data: {json.dumps(event, ensure_ascii=False)}\n\n" for event in sent]
    response = {**recording.response, "chunks": chunks}
    return Recording(recording.name, {**recording.exchange, "response": response})


async def answer_to(colour: str, recording: Recording) -> Any:
    """What ``chat.send`` makes of a stream."""
    request = question(recording)
    async with client_for(colour, Server(recording), request) as client:
        return await settle(calls.send(client, request))


def swapped(name: str, first: str, second: str) -> Recording:
    """A stream in which the last event of one name comes before that of another, which was sent first."""
    recording = RECORDINGS[name]
    later, earlier = recording.last(first), recording.last(second)
    assert later is not None
    assert earlier is not None
    rest = [event for event in recording.events if event not in (later, earlier)]
    return with_events(recording, [*rest, later, earlier])


@both_colours
def test_a_chatflow_of_1_8(colour: str) -> None:
    """1.8.1 sends workflow_finished before message_end: the answer is the same, usage and all."""
    old = swapped("1.13.2/chat-messages--chatflow-second-turn", "workflow_finished", "message_end")
    assert [event["event"] for event in old.events][-2:] == ["workflow_finished", "message_end"]

    async def scenario() -> None:
        answer = await answer_to(colour, old)
        assert_same_answer(answer, RECORDINGS[old.name])
        assert answer.usage is not None

    play(scenario())


@both_colours
def test_a_failed_chatflow_of_1_8(colour: str) -> None:
    """1.8.1 sends workflow_finished "failed", then an error: the error wins, for it says more."""
    failed = RECORDINGS["1.13.2/chat-messages--chatflow-streaming-error-mid"]
    ids = {name: failed.events[0][name] for name in ("conversation_id", "message_id", "created_at")}
    error = {"event": "error", **ids, "code": "completion_request_error", "status": 400, "message": None}
    old = with_events(failed, [*failed.events, error])

    async def scenario() -> None:
        with pytest.raises(StreamFailed) as caught:
            await answer_to(colour, old)
        assert (caught.value.status, caught.value.code, caught.value.message) == (400, "completion_request_error", "")
        assert_same_answer(caught.value.partial, failed)
        with pytest.raises(WorkflowFailed):
            await answer_to(colour, failed)

    play(scenario())


@both_colours
def test_a_pause_in_one_piece(colour: str) -> None:
    """1.14 answers a blocking question with the pause where a human is asked: WorkflowPaused, with the form."""
    pause = RECORDINGS["1.14.2/workflow-events--live-resume"].last("workflow_paused")
    assert pause is not None
    blocking = RECORDINGS["1.13.2/chat-messages--chatflow-blocking"]
    body = {**blocking.json, "event": "workflow_paused", "answer": "so far", "data": pause["data"]}
    run_id = body["workflow_run_id"] = pause["workflow_run_id"]

    async def scenario() -> None:
        request = calls.request_of(blocking)
        async with client_for(colour, Server(with_json(blocking, body)), request) as client:
            with pytest.raises(WorkflowPaused) as caught:
                await settle(calls.send(client, request))
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


@both_colours
def test_an_agent_of_1_16(colour: str) -> None:
    """1.16 repeats an agent's whole answer in one message event: it is the answer, not a second one."""
    recording = RECORDINGS["1.13.2/chat-messages--agent-streaming"]
    *before, end = recording.events
    new = with_events(recording, [*before, {**end, "event": "message", "answer": recording.text}, end])

    async def scenario() -> None:
        answer = await answer_to(colour, new)
        assert (answer.answer, answer.mode) == (recording.text, "agent-chat")
        request = question(new)
        async with client_for(colour, Server(new), request) as client, entered(calls.stream(client, request)) as stream:
            assert "".join(await collect(stream.text_stream)) == recording.text

    play(scenario())


@both_colours
@pytest.mark.parametrize("name", of_kind("chunks"))
def test_events_of_a_newer_server(name: str, colour: str) -> None:
    """Events and fields that nobody knows yet are handed on and change nothing."""
    recording = RECORDINGS[name]
    unknown = {"event": "thinking_2", "task_id": "t", "data": {"a": [1, None]}, "b": None}
    newer = with_events(recording, [with_news(event) for event in recording.readable] + [unknown])
    expected = ends_with(newer)
    seen: list[Any] = []

    async def scenario() -> None:
        request = question(newer)
        async with client_for(colour, Server(newer), request) as client:
            stream = calls.stream(client, request)
            if expected is None:
                await collect(stream, seen)
                assert (await settle(stream.get_final_answer())).answer == recording.text
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
        return {**{key: with_news(item) for key, item in value.items()}, "new_in_2": {"deep": [True, 1.5, "x"]}}
    return [with_news(item) for item in value] if isinstance(value, list) else value


@both_colours
@pytest.mark.parametrize("name", LONGEST.values())
def test_fields_of_a_newer_server(name: str, colour: str) -> None:
    """A field more in every object makes no call fail, and is kept."""
    newer = with_json(RECORDINGS[name], with_news(RECORDINGS[name].json))

    async def scenario() -> None:
        request = calls.request_of(newer)
        async with client_for(colour, Server(newer), request) as client:
            result = await settle(calls.METHODS[newer.operation](client, request))
        if newer.operation in ("chat-messages", "chat-messages-stop", "messages-feedbacks", "messages-suggested"):
            return  # their results are not the wire's objects
        page = {
            name: value for name, value in newer.json.items() if name != "new_in_2" or not hasattr(result, "has_more")
        }
        assert without_nulls(in_wire_form(result)) == without_nulls(page)

    play(scenario())


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each value within a JSON value; of lists only the first items."""
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value[:1]) if isinstance(value, list) else ()
    for key, item in items:
        yield from places(item, (*path, key))


def replaced(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """A copy of a JSON value with another value at a place."""
    if not path:
        return new
    copy = value.copy()
    copy[path[0]] = replaced(value[path[0]], path[1:], new)
    return copy


def harmed(value: Any) -> Iterator[Any]:
    """The value with each of its places in turn null, and an object and a string or a list and a number."""
    for number, path in enumerate(places(value)):
        for new in (None, {}, "x") if number % 2 else (None, [], 7):
            yield replaced(value, path, new)


def sync_client(answer: Callable[[httpx.Request], httpx.Response]) -> Dify:
    """A client whose server is a function."""
    return Dify("app-x", base_url=HOST, max_retries=0, http_client=httpx.Client(transport=httpx.MockTransport(answer)))


@pytest.mark.parametrize("name", LONGEST.values())
def test_an_answer_of_another_shape(name: str) -> None:
    """Whatever stands where something else was promised: a result, or a ResponseDecodeError; nothing else is raised."""
    recording = RECORDINGS[name]
    request = calls.request_of(recording)
    served: list[Any] = []
    refused: list[str] = []
    client = sync_client(lambda _: httpx.Response(recording.status, json=served[-1]))
    for value in [*harmed(recording.json), None, [], "x", 7]:
        served.append(value)
        try:
            result = calls.METHODS[recording.operation](client, request)
            if hasattr(result, "has_more"):
                list(result)
        except ResponseDecodeError as error:
            refused.append(str(error))
    client.close()
    # Those that only want to hear of success do not look at what it says.
    assert refused or recording.operation in ("chat-messages-stop", "messages-feedbacks")
    assert all(len(message.splitlines()) == 1 for message in refused)


@pytest.mark.parametrize(
    "name",
    [
        "1.13.2/chat-messages--agent-streaming",
        "1.13.2/chat-messages--moderation-output",
        "1.13.2/chat-messages--rag-streaming",
        "1.13.2/chat-messages--auto-generate-false",
        "1.13.2/completion-messages--completion-streaming-error-mid",
        "1.13.2/workflows-run--human-streaming",
        "1.13.2/workflows-run--streaming-retry-error",
    ],
)
def test_an_event_of_another_shape(name: str) -> None:
    """An event that is not as promised ends in an answer, or in one of the package's errors with what had come."""
    recording = RECORDINGS[name]
    request = question(recording)
    served: list[Recording] = []
    raised: list[Any] = []
    client = sync_client(
        lambda _: httpx.Response(200, headers=recording.response["headers"], content=b"".join(served[-1].body))
    )
    kinds = {event["event"]: index for index, event in enumerate(recording.events)}
    for index in kinds.values():
        for event in harmed(recording.events[index]):
            served.append(with_events(recording, [*recording.events[:index], event, *recording.events[index + 1 :]]))
            try:
                calls.send(client, request)
            except DifyError as error:
                raised.append(error)
    client.close()
    assert StreamIncomplete in {type(error) for error in raised}
    assert all(error.partial is not None for error in raised if not isinstance(error, ResponseDecodeError))


class Stopping(Server):
    """Answers a question with its stream, and the stop of it as was recorded, too."""

    def __init__(self, recording: Recording, stop: Recording) -> None:
        super().__init__(recording)
        self.stops: list[httpx.Request] = []
        self._stop = stop

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/stop"):
            self.stops.append(request)
            return httpx.Response(self._stop.status, json=self._stop.json)
        return super().__call__(request)


STOPPED = {
    "chat-streaming-stopped-ok": "chat-ok",
    "agent-streaming-stopped-ok": "agent-ok",
    "chatflow-streaming-stopped-ok": "chatflow-ok",
}


@both_colours
@pytest.mark.parametrize("how", ["stream.stop", "leaving"])
@pytest.mark.parametrize("name", STOPPED)
def test_a_stream_is_stopped_as_recorded(name: str, how: str, colour: str) -> None:
    """Stopping a stream sends what was recorded when it was stopped: its task, its user; reading on gives its end."""
    recording = RECORDINGS[f"1.13.2/chat-messages--{name}"]
    stop = RECORDINGS[f"1.13.2/chat-messages-stop--{STOPPED[name]}"]

    async def scenario() -> None:
        server, request = Stopping(recording, stop), question(recording)
        async with client_for(colour, server, request) as client:
            async with entered(calls.stream(client, request)) as stream:
                if how == "stream.stop":
                    await settle(stream.stop())  # the task is not known yet
                    assert server.stops == []
                    seen = await collect(stream)
                    assert len(seen) == len(recording.events)
                    assert_same_answer(await settle(stream.get_final_answer()), recording)
                else:
                    await anext(stream) if colour == "async" else next(stream)
            (sent,) = server.stops
            assert_sent(sent, stop.request)
            assert server.bodies[0].closed

    play(scenario())
