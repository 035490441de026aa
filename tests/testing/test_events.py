"""What an app of `DifyEmulator` answers if the test gives it events, or a recording."""

from __future__ import annotations

from codecs import BOM_UTF8
from pathlib import Path
from typing import Any

import pytest

from dify_ext import StreamIncomplete
from dify_ext.testing import DifyEmulator, RespondError

from .conftest import Connect

EVENTS: list[dict[str, Any]] = [
    {"event": "message", "answer": "Hel"},
    {"event": "novelty", "x": "<<y>>"},
    {"event": "message", "answer": "lo"},
    {"event": "message_end", "metadata": {"usage": {"total_tokens": 7}}},
]


def test_events(emulator: DifyEmulator, connect: Connect) -> None:
    """They are sent as they are; what all events of their kind have is added."""
    app = emulator.app("chat", respond=EVENTS)
    with connect(emulator, app.api_key) as dify:
        with dify.chat.stream("Hi") as stream:
            names = [event.event for event in stream]
            answer = stream.get_final_answer()
        assert names == ["message", "novelty", "message", "message_end"]
        assert answer.answer == "Hello"
        assert answer.usage is not None
        assert answer.usage.total_tokens == 7
        assert answer.conversation_id == stream.conversation_id
        sent = emulator.requests.last.events
        assert sent[1]["x"] == "<<y>>"
        assert dify.chat.send("Hi", response_mode="blocking").answer == "Hello"


def test_events_of_a_workflow(emulator: DifyEmulator, connect: Connect) -> None:
    """A workflow's events need say no more than what matters to the test."""
    events = [
        {"event": "workflow_started"},
        {"event": "node_started", "data": {"title": "Look up"}},
        {"event": "node_finished", "data": {"title": "Look up", "status": "failed"}},
        {"event": "text_chunk", "data": {"text": "x"}},
        {"event": "workflow_finished", "data": {"outputs": {"a": 1}, "status": "partial-succeeded"}},
    ]
    app = emulator.app("workflow", respond=lambda run: events)
    with connect(emulator, app.api_key) as dify:
        result = dify.workflows.run({})
        assert (result.status, result.outputs, result.text) == ("partial-succeeded", {"a": 1}, "x")


STARTED, SAID = {"event": "workflow_started"}, {"event": "message", "answer": "Hello"}
ENDED, FINISHED = {"event": "message_end"}, {"event": "workflow_finished", "data": {"outputs": {}}}


def test_only_the_events_that_are_given(emulator: DifyEmulator, connect: Connect) -> None:
    """Nothing is sent beside a list. A function's come after the start, which was sent meanwhile."""
    for given in ([STARTED, SAID, ENDED, FINISHED], [SAID, ENDED]):
        names = [event["event"] for event in given]
        start = ["workflow_started", "node_started", "node_finished"]
        for respond, expected in (
            (given, names),
            (lambda run, given=given: given, [*start, "message", "message_end", "workflow_finished"]),
        ):
            with connect(emulator, emulator.app("advanced-chat", respond=respond).api_key) as dify:
                assert dify.chat.send("Hi").answer == "Hello"
            assert [event["event"] for event in emulator.requests[-1].events] == expected


@pytest.mark.parametrize("version", ["1.9.0", "1.14.2"])
def test_events_without_an_end(version: str, connect: Connect) -> None:
    """Nobody waits for the end of a run that has none."""
    started = [STARTED, {"event": "text_chunk", "data": {"text": "x"}}]
    with DifyEmulator(version=version) as emulator:
        for respond in (started, lambda run: started):
            key = emulator.app("workflow", respond=respond).api_key
            with connect(emulator, key) as dify, pytest.raises(StreamIncomplete) as caught:
                dify.workflows.run({})
            assert caught.value.partial.text == "x"


ODD: list[tuple[list[dict[str, Any]], str]] = [
    ([{**SAID, "answer": None}, {**ENDED, "metadata": None}], ""),
    ([{"event": "agent_thought"}, SAID, ENDED], "Hello"),
    ([SAID, {"event": "message_replace", "answer": "No."}, ENDED], "No."),
]


@pytest.mark.parametrize(("events", "answer"), ODD)
def test_odd_events(
    emulator: DifyEmulator, connect: Connect, events: list[dict[str, Any]], answer: str
) -> None:
    """They are sent as they are, with null and without what is usual; the message is stored."""
    with connect(emulator, emulator.app("chat", respond=events).api_key) as dify:
        sent = [dify.chat.send("Hi", response_mode=mode) for mode in (None, "blocking")]
        stored = dify.messages.list(sent[0].conversation_id or "").data
    assert [*(one.answer for one in sent), stored[0].answer] == [answer] * 3


def test_a_recording(emulator: DifyEmulator, connect: Connect, tmp_path: Path) -> None:
    """A stream that was recorded, as bytes of an event stream (with or without a byte order mark)
    or as JSON, is sent again.
    """
    sse = tmp_path / "stream.sse"
    said, end = b'{"event": "message", "answer": "old"}', b'{"event": "message_end"}'
    sse.write_bytes(b"event: ping\n\ndata: %s\n\ndata: %s\n\n" % (said, end))
    marked = BOM_UTF8 + b"data: %s\n\ndata: %s\n\n" % (said, end)
    for respond in (sse, sse.read_bytes(), marked, b'{"events": [%s, %s]}' % (said, end)):
        with connect(emulator, emulator.app("chat", respond=respond).api_key) as dify:
            assert dify.chat.send("Hi").answer == "old"
    for broken in (b"data: {", b"", b"[]", tmp_path / "none.sse"):
        with pytest.raises(RespondError, match="recording"):
            emulator.app("chat", respond=broken)
