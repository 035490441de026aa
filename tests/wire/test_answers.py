"""Recorded answers in one piece, replayed through the method that asks for them, in both flavours."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from dify_ext import (
    APIError,
    ConfigurationError,
    RateLimitError,
    ResponseDecodeError,
    UploadedFile,
    WorkflowFailed,
    WorkflowPaused,
)

from . import calls
from .changes import USER, WRONG_KIND, content_of
from .expect import (
    FORK_ONLY,
    NOTHING_TO_TELL,
    as_sent,
    assert_is_result,
    assert_says,
    in_wire_form,
    unknown_fields,
)
from .recordings import RECORDINGS, Recording, of_kind, without_nulls
from .replay import FLAVOURS, Server, assert_sent, client_for, collect, entered, play, settle

both_flavours = pytest.mark.parametrize("flavour", FLAVOURS)


async def asked(flavour: str, recording: Recording) -> Any:
    """What the method gives; it must have asked once, and for what was recorded."""
    server, request = Server(recording), calls.request_of(recording)
    async with client_for(flavour, server, request) as client:
        result = await settle(calls.METHODS[recording.operation](client, request))
    assert_sent(server.request, request)
    assert all(body.closed for body in server.bodies)
    return result


@both_flavours
@pytest.mark.parametrize("name", of_kind("json"))
def test_success_is_decoded_without_loss(name: str, flavour: str) -> None:
    """A success gives a model from which all that was recorded can be had again (null reads as absent)."""
    recording = RECORDINGS[name]

    async def scenario() -> None:
        result = as_sent(await asked(flavour, recording), recording)
        if result is None:
            assert recording.json in NOTHING_TO_TELL
            return
        assert without_nulls(in_wire_form(result)) == without_nulls(calls.given(recording))
        items = result.data if hasattr(result, "has_more") else [result]
        unknown = {field for item in items for field in unknown_fields(item)}
        assert unknown == (FORK_ONLY if recording.operation == "site" else set())

    play(scenario())


@both_flavours
@pytest.mark.parametrize("name", of_kind("bad end"))
def test_a_run_that_failed_or_waits(name: str, flavour: str) -> None:
    """A run in one piece that failed, or waits for a human,
    is answered with 200 and is an error, with what it gave.
    """
    recording = RECORDINGS[name]
    sent = recording.json["data"]

    async def scenario() -> None:
        with pytest.raises((WorkflowFailed, WorkflowPaused)) as caught:
            await asked(flavour, recording)
        error = caught.value
        assert_is_result(error.partial, recording.json)
        assert len(str(error).splitlines()) == 1
        if isinstance(error, WorkflowFailed):
            assert sent["status"] == "failed"
            assert without_nulls(error.run.to_dict()) == without_nulls(sent)
            assert sent["error"] in str(error)
        else:
            assert sent["status"] == "paused"
            assert error.form is None  # 1.13.2 does not say what it waits for

    play(scenario())


@both_flavours
@pytest.mark.parametrize("name", of_kind("text"))
def test_deletes_give_nothing(name: str, flavour: str) -> None:
    """A delete, and what binds or unbinds tags, is answered with 204 and nothing, and gives None."""
    recording = RECORDINGS[name]
    assert recording.status == 204
    assert recording.request["method"] == "DELETE" or recording.operation in ("tags-bind", "tags-unbind")

    async def scenario() -> None:
        assert await asked(flavour, recording) is None

    play(scenario())


@both_flavours
@pytest.mark.parametrize(
    "name", [name for name in of_kind("json") if RECORDINGS[name].operation == "files-upload"]
)
def test_an_upload_gives_a_file_to_mention(name: str, flavour: str) -> None:
    """What an upload gives has the wire's names, a type, and can be mentioned."""
    sent = RECORDINGS[name].json
    types = {"png": "image", "txt": "document", "exe": "custom"}

    async def scenario() -> None:
        file = await asked(flavour, RECORDINGS[name])
        assert isinstance(file, UploadedFile)
        for field in ("id", "name", "size", "extension", "mime_type", "created_by", "created_at"):
            assert getattr(file, field) == sent[field], field
        assert file.type == types[sent["extension"]]

    play(scenario())


@both_flavours
@pytest.mark.parametrize("name", of_kind("bytes"))
def test_bytes_come_as_they_are(name: str, flavour: str) -> None:
    """Speech and files come byte for byte, with their type, and their size where the server says it."""
    recording = RECORDINGS[name]
    headers = recording.response["headers"]
    length = headers.get("Content-Length")

    async def scenario() -> None:
        server, request = Server(recording), calls.request_of(recording)
        async with (
            client_for(flavour, server, request) as client,
            entered(await settle(calls.METHODS[recording.operation](client, request))) as binary,
        ):
            assert not server.bodies[0].closed
            assert binary.content_type == headers["Content-Type"]
            assert binary.content_length == (None if length is None else int(length))
            assert binary.headers["X-Version"] == "1.13.2"
            pieces = await collect(binary.iter_bytes())
        assert b"".join(pieces) == b"".join(recording.body)
        assert len(b"".join(pieces)) == recording.response["bytes"]["length"]
        assert server.bodies[0].closed
        assert_sent(server.request, request)

    play(scenario())


@both_flavours
@pytest.mark.parametrize("name", of_kind("not as promised"))
def test_a_success_that_is_none(name: str, flavour: str) -> None:
    """Success with something else than what was promised is a ResponseDecodeError, never a result."""
    recording = RECORDINGS[name]

    async def scenario() -> None:
        with pytest.raises(ResponseDecodeError) as caught:
            await asked(flavour, recording)
        assert isinstance(caught.value.response, httpx.Response)
        assert caught.value.response.content == b"".join(recording.body)
        assert "\n" not in str(caught.value)

    play(scenario())


def ways(name: str) -> list[str]:
    """How a method is called: a streamed question in two ways."""
    recording = RECORDINGS[name]
    streamed = calls.request_of(recording).get("json", {}).get("response_mode") == "streaming"
    return ["stream", "whole"] if streamed or recording.operation == "workflow-events" else ["method"]


@both_flavours
@pytest.mark.parametrize(("name", "way"), [(name, way) for name in of_kind("error") for way in ways(name)])
def test_a_refusal_raises_its_error(name: str, way: str, flavour: str) -> None:
    """A refusal raises the class of its status, with all that the server said."""
    recording = RECORDINGS[name]

    async def ask(client: Any, request: dict[str, Any]) -> None:
        if way == "stream":
            await collect(calls.STREAMS[recording.operation](client, request))
        else:
            await settle(calls.METHODS[recording.operation](client, request))

    async def scenario() -> None:
        server, request = Server(recording), calls.request_of(recording)
        async with client_for(flavour, server, request) as client:
            with pytest.raises(APIError) as caught:
                await ask(client, request)
        assert_sent(server.request, request)
        assert all(body.closed for body in server.bodies)
        assert_says(caught.value, recording, [request["headers"]["Authorization"].removeprefix("Bearer ")])

    play(scenario())


@both_flavours
@pytest.mark.parametrize(
    "name", [name for name, different in calls.DIFFERENT.items() if different is WRONG_KIND]
)
def test_a_key_of_another_kind_is_not_sent(name: str, flavour: str) -> None:
    """Where the prefix of a key tells that the server would refuse it, this is said before the call."""
    recording = RECORDINGS[name]

    async def scenario() -> None:
        server, request = Server(recording), recording.request
        async with client_for(flavour, server, request) as client:
            with pytest.raises(ConfigurationError, match=r"\(app-\.\.\.\).*\(dataset-|\(dataset-.*\(app-"):
                await settle(calls.METHODS[recording.operation](client, calls.request_of(recording)))
        assert server.requests == []

    play(scenario())


@both_flavours
def test_a_busy_app_can_be_told_from_bad_input(flavour: str) -> None:
    """The 400 of an app at its limit is a RateLimitError; the server does not say how long to wait."""
    recording = RECORDINGS["1.13.2/chat-messages--429-rate-limit-streaming"]

    async def scenario() -> None:
        with pytest.raises(RateLimitError) as caught:
            await asked(flavour, recording)
        assert (caught.value.status, caught.value.retry_after) == (400, None)

    play(scenario())


@both_flavours
@pytest.mark.parametrize(
    "name",
    ["1.13.2/audio-to-text--ok", "1.13.2/files-upload--ok-png", "1.13.2/files-upload--ok-txt-workflow"],
)
def test_a_file_by_its_name_is_sent_the_same(name: str, flavour: str) -> None:
    """Where no type is given the file's name says it, as these servers take it: audio/mp3, not audio/mpeg."""
    recording = RECORDINGS[name]

    async def scenario() -> None:
        server, request = Server(recording), calls.request_of(recording)
        ((_, filename, size, _),) = request["form"]["files"]
        async with client_for(flavour, server, request) as client:
            method = (
                client.audio.audio_to_text if recording.operation == "audio-to-text" else client.files.upload
            )
            await settle(method((filename, content_of(size)), user=USER))
        assert_sent(server.request, request)

    play(scenario())
