"""Recorded streams, replayed through the methods that give them,
and those that accumulator them, in both flavours.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from dify_ext import (
    ConnectionFailed,
    StreamIncomplete,
    WorkflowPaused,
)

from . import calls
from .expect import (
    assert_is_pause,
    assert_not_begun_again,
    assert_right_end,
    assert_same,
    assert_same_event,
    ends_with,
    first,
    run_id_of,
)
from .recordings import RECORDINGS, of_kind, without_nulls
from .replay import FLAVOURS, Server, assert_sent, client_for, collect, entered, final, play, settle

STREAMS = of_kind("chunks")

both_flavours = pytest.mark.parametrize("flavour", FLAVOURS)
each_stream = pytest.mark.parametrize("name", STREAMS)


def in_bytes(size: int) -> Callable[[list[bytes]], list[bytes]]:
    """A cutter that makes pieces of this size, wherever a line or a character ends."""

    def cut(pieces: list[bytes]) -> list[bytes]:
        body = b"".join(pieces)
        return [body[start : start + size] for start in range(0, len(body), size)]

    return cut


CUTS = {
    "as recorded": list,
    "in one piece": lambda pieces: [b"".join(pieces)],
    "every 61 bytes": in_bytes(61),
}


@both_flavours
@pytest.mark.parametrize("cut", CUTS)
@each_stream
def test_a_stream_gives_its_events(name: str, cut: str, flavour: str) -> None:
    """Each event comes typed, whole and in order,
    then the answer or the error they add up to, however cut.
    """
    recording = RECORDINGS[name]
    seen: list[Any] = []

    async def scenario() -> None:
        server, request = Server(recording, cut=CUTS[cut]), calls.request_of(recording)
        async with (
            client_for(flavour, server, request) as client,
            entered(calls.STREAMS[recording.operation](client, request)) as stream,
        ):
            assert_sent(server.request, request)
            assert server.request.headers["Accept"] == "text/event-stream"
            assert stream.headers["X-Version"] == name.partition("/")[0]
            expected = ends_with(recording)
            if expected is None:
                await collect(stream, seen)
                assert_same(await settle(final(stream)), recording)
            else:
                with pytest.raises(expected) as caught:
                    await collect(stream, seen)
                assert_right_end(caught.value, recording)
                with pytest.raises(expected):  # it stays so
                    await settle(final(stream))
            assert server.bodies[0].closed
            for field in (
                ("task_id",) if recording.is_of_workflow else ("task_id", "message_id", "conversation_id")
            ):
                assert getattr(stream, field) == first(recording, field)
            assert stream.workflow_run_id == run_id_of(recording)
            assert stream.is_paused is recording.is_paused
        assert_not_begun_again(server.asked, recording)  # and what has ended is not stopped

    play(scenario())
    assert len(seen) == len(recording.readable)
    for event, sent in zip(seen, recording.readable, strict=True):
        assert_same_event(event, sent)


@both_flavours
@each_stream
def test_a_stream_gives_its_text(name: str, flavour: str) -> None:
    """``text_stream`` gives the pieces of the answer;
    they are its text, unless moderation put another in its place.
    """
    recording = RECORDINGS[name]
    texts: list[str] = []

    async def scenario() -> None:
        server, request = Server(recording), calls.request_of(recording)
        async with (
            client_for(flavour, server, request) as client,
            entered(calls.STREAMS[recording.operation](client, request)) as stream,
        ):
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


@both_flavours
@each_stream
def test_send_accumulators_a_stream(name: str, flavour: str) -> None:
    """What streams underneath gives the same answer or result, or raises the same;
    a pause is an error there.
    """
    recording = RECORDINGS[name]

    async def scenario() -> None:
        server, request = Server(recording), calls.request_of(recording)
        async with client_for(flavour, server, request) as client:
            expected = ends_with(recording) or (WorkflowPaused if recording.is_paused else None)
            if expected is None:
                assert_same(await settle(calls.METHODS[recording.operation](client, request)), recording)
            else:
                with pytest.raises(expected) as caught:
                    await settle(calls.METHODS[recording.operation](client, request))
                if isinstance(caught.value, WorkflowPaused):
                    assert_is_pause(caught.value, recording)
                else:
                    assert_right_end(caught.value, recording)
        assert server.bodies[0].closed
        # A run of which no end was seen may go on: it is not stopped here, for its connection had ended by
        # itself.
        assert_sent(server.requests[0], request)
        assert_not_begun_again(server.asked, recording)

    play(scenario())


@both_flavours
@pytest.mark.parametrize(
    "name", [name for name in STREAMS if not RECORDINGS[name].is_whole and not RECORDINGS[name].last("error")]
)
def test_a_broken_stream_says_why(name: str, flavour: str) -> None:
    """Where the connection breaks before the end, what had arrived is there, and the cause is chained."""
    recording = RECORDINGS[name]
    has_begun = (
        bool(recording.events) or recording.operation == "workflow-events"
    )  # the run, if not the stream
    seen: list[Any] = []

    async def scenario() -> None:
        server = Server(recording, break_off=httpx.RemoteProtocolError("peer closed connection"))
        request = calls.request_of(recording)
        async with client_for(flavour, server, request) as client:
            with pytest.raises(StreamIncomplete if has_begun else ConnectionFailed) as caught:
                await collect(calls.STREAMS[recording.operation](client, request), seen)
        if has_begun:
            assert_right_end(caught.value, recording)
        assert caught.value.__cause__ is not None
        assert_not_begun_again(server.asked, recording)

    play(scenario())
    assert [without_nulls(event.to_dict()) for event in seen] == without_nulls(recording.readable)


@both_flavours
@pytest.mark.parametrize("name", [name for name in STREAMS if ends_with(RECORDINGS[name]) is None])
def test_a_break_after_the_end_does_no_harm(name: str, flavour: str) -> None:
    """A connection that breaks after the closing event has cost nothing."""
    recording = RECORDINGS[name]

    async def scenario() -> None:
        server = Server(recording, break_off=httpx.ReadError("connection reset"))
        request = calls.request_of(recording)
        async with client_for(flavour, server, request) as client:
            stream = calls.STREAMS[recording.operation](client, request)
            seen = await collect(stream)
            assert_same(await settle(final(stream)), recording)
        assert len(seen) == len(recording.events)

    play(scenario())


@both_flavours
@pytest.mark.parametrize("name", STREAMS)
def test_a_stream_cut_anywhere_is_never_silently_short(name: str, flavour: str) -> None:
    """Ended after any of its pieces, a stream is incomplete as long as its closing event has not come."""
    recording = RECORDINGS[name]

    async def scenario() -> None:
        for prefix in (recording.up_to(length) for length in range(len(recording.body))):
            if ends_with(prefix) is not StreamIncomplete:
                continue
            server, request = Server(prefix), calls.request_of(recording)
            async with client_for(flavour, server, request) as client:
                with pytest.raises(StreamIncomplete) as caught:
                    await settle(calls.METHODS[recording.operation](client, request))
            assert_right_end(caught.value, prefix)
            assert_not_begun_again(server.asked, prefix)

    play(scenario())
