"""Recordings of the Service API of nine releases, replayed in both flavours through the client's methods."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from dify_ext import (
    APIError,
    NotFoundError,
    ResponseDecodeError,
    WorkflowFailed,
    WorkflowPaused,
)
from tests.wire import calls
from tests.wire.changes import Request
from tests.wire.expect import (
    NOTHING_TO_TELL,
    as_sent,
    assert_is_result,
    assert_right_end,
    assert_same,
    assert_same_event,
    assert_says,
    ends_with,
    in_wire_form,
)
from tests.wire.recordings import Recording, without_nulls
from tests.wire.replay import BEFORE, FLAVOURS, Server, client_for, collect, entered, final, settle

from .counting import replay_all
from .methods import METHODS, NOT_ASKED, STREAMS, operation_name
from .recordings import REPLAYED_HERE, recordings
from .requests import operation_of, sendable
from .spec import lacks


class OldServer(Server):
    """Answers the recorded request as recorded. It has no other path, but tells of a knowledge base."""

    def __call__(self, request: httpx.Request) -> httpx.Response:
        recorded = self.recording.request
        release = self.recording.name.partition("/")[0]
        is_recorded = (request.method, request.url.path) == (recorded["method"], recorded["path"])
        if not is_recorded and request.method == "GET" and self.recording.operation in BEFORE:
            return super().__call__(request)
        if not is_recorded:
            page = "<!doctype html>\n<title>404 Not Found</title>\n<h1>Not Found</h1>"
            headers = {"Content-Type": "text/html; charset=utf-8", "X-Version": release}
            return httpx.Response(404, headers=headers, text=page)
        # A list whose filter fails is asked for again without it.
        self.requests = [] if "variable_name" not in request.url.params else self.requests
        return super().__call__(request)


async def replay(flavour: str, recording: Recording, request: Request) -> None:
    """Call the method of a recording; its result is what was recorded."""
    server = OldServer(recording)
    async with client_for(flavour, server, request) as client:
        await _replay(client, recording, request)
    assert all(body.closed for body in server.bodies)
    assert server.requests, "the recorded request was not made"


async def _replay(client: Any, recording: Recording, request: Request) -> None:
    method = METHODS.get(operation_name(recording))
    release = recording.name.partition("/")[0]
    found = operation_of(recording.request["method"], recording.request["path"])
    assert found
    if recording.status in (404, 405) and (needed := lacks(release, found[1])):
        with pytest.raises(NotFoundError) as refused:
            await settle((method or STREAMS[operation_name(recording)])(client, request))
        assert needed in str(refused.value)
        assert release in str(refused.value)
    elif recording.kind == "chunks":
        await _replay_stream(client, recording, request)
    elif recording.kind == "error":
        with pytest.raises(APIError) as caught:
            await _ask(client, recording, request)
        assert_says(caught.value, recording, [request["headers"]["Authorization"].removeprefix("Bearer ")])
    elif recording.kind == "bad end":
        with pytest.raises((WorkflowFailed, WorkflowPaused)) as ended:
            await settle(method(client, request))
        assert_is_result(ended.value.partial, recording.json)
    elif recording.kind == "bytes":
        async with entered(await settle(method(client, request))) as binary:
            pieces = await collect(binary.iter_bytes())
        assert b"".join(pieces) == b"".join(recording.body)
    elif recording.operation == "text-to-audio":
        with pytest.raises(ResponseDecodeError):
            await settle(method(client, request))
    elif recording.kind == "text":
        assert await settle(method(client, request)) is None
    elif recording.operation == "workflows-run-detail" and recording.json["id"] is None:
        with pytest.raises(NotFoundError):
            await settle(method(client, request))
    else:
        _compare(await settle(method(client, request)), recording)


async def _ask(client: Any, recording: Recording, request: Request) -> None:
    name = operation_name(recording)
    if name in METHODS:
        await settle(METHODS[name](client, request))
    else:
        await collect(STREAMS[name](client, request))


def _compare(result: Any, recording: Recording) -> None:
    result = as_sent(result, recording)
    if result is None:
        assert recording.json in (*NOTHING_TO_TELL, 200, 204)
        return
    given = calls.GIVES.get(operation_name(recording), lambda sent: sent)(recording.json)
    given = {"data": given} if isinstance(given, list) else given
    if recording.operation == "upload-file":
        given = {"url": given["download_url"]}
    assert without_nulls(in_wire_form(result)) == without_nulls(given)


async def _replay_stream(client: Any, recording: Recording, request: Request) -> None:
    seen: list[Any] = []
    is_node = operation_name(recording) == "pipeline-node-run"  # it has no closing event
    async with entered(STREAMS[operation_name(recording)](client, request)) as stream:
        expected = None if is_node else ends_with(recording)
        if expected is None:
            await collect(stream, seen)
            ended_before = recording.operation == "workflow-events" and not recording.text
            if "pipeline" not in recording.operation and not ended_before:
                assert_same(await settle(final(stream)), recording)
        else:
            with pytest.raises(expected) as caught:
                await collect(stream, seen)
            assert_right_end(caught.value, recording)
    for event, sent in zip(seen, recording.readable, strict=True):
        assert_same_event(event, sent)


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("release", REPLAYED_HERE)
def test_each_recording_of_a_release_reads_right(release: str, flavour: str, record_property: Any) -> None:
    """Each answer gives what the method promises, each refusal its error, with the release it needs."""
    here = [one for one in recordings(release, "service") if one.name not in NOT_ASKED]

    async def one(recording: Recording) -> None:
        found = operation_of(recording.request["method"], recording.request["path"])
        assert found, "the spec has no such operation"
        await replay(flavour, recording, sendable(recording, found[1]))

    replay_all(here, one, record_property, f"{release} service")
