"""The recordings once more: as raw responses, and through the generated operations alone."""

from __future__ import annotations

from pkgutil import resolve_name
from typing import Any

import httpx
import pytest
from dify_api.client import Client
from dify_api.errors import UnexpectedStatus
from dify_api.models import Error
from dify_api.types import WrongShape, plain

from dify_ext import RawResponse

from . import calls
from .expect import NOTHING_TO_TELL, in_wire_form
from .recordings import RECORDINGS, Recording, of_kind, without_nulls
from .replay import FLAVOURS, Server, assert_sent, client_for, play, settle

# What streams underneath, and bytes, have no raw form: they carry their headers themselves.
RAW = [name for name in of_kind("json", "text") if RECORDINGS[name].operation not in calls.STREAMS]


def read(recording: Recording) -> Any:
    """What the generated operation makes of a recorded answer."""
    operation = resolve_name(f"dify_api.api.{calls.module_of(recording)}")
    response = recording.response
    answer = httpx.Response(response["status"], headers=response["headers"], content=b"".join(recording.body))
    client = Client(base_url="https://dify.example", raise_on_unexpected_status=True)
    return operation._parse_response(client=client, response=answer)


@pytest.mark.parametrize("flavour", FLAVOURS)
@pytest.mark.parametrize("name", RAW)
def test_a_raw_response(name: str, flavour: str) -> None:
    """``with_raw_response`` gives status, headers and body as recorded,
    and the same result when it is parsed.
    """
    recording = RECORDINGS[name]

    async def scenario() -> None:
        server, request = Server(recording), calls.request_of(recording)
        async with client_for(flavour, server, request) as client:
            raw = await settle(calls.METHODS[recording.operation](client.with_raw_response, request))
            assert_sent(server.request, request)
            assert isinstance(raw, RawResponse)
            assert raw.status_code == recording.status
            assert raw.headers["X-Version"] == name.partition("/")[0]
            assert raw.http_response.content == b"".join(recording.body)
            result = raw.parse()  # plain in both flavours
        if result is None:
            assert recording.kind == "text" or recording.json in NOTHING_TO_TELL
        else:
            assert without_nulls(in_wire_form(result)) == without_nulls(calls.given(recording))

    play(scenario())


@pytest.mark.parametrize("name", of_kind("json", "bad end", "bytes", "text"))
def test_a_success_of_an_operation(name: str) -> None:
    """A generated operation reads a success by itself: all of it, and for bytes the bytes."""
    recording = RECORDINGS[name]
    result = read(recording)
    if recording.kind in ("json", "bad end"):
        assert without_nulls(plain(result)) == without_nulls(recording.json)
    else:
        assert result == (b"".join(recording.body) if recording.kind == "bytes" else None)


@pytest.mark.parametrize("name", of_kind("error"))
def test_a_refusal_of_an_operation(name: str) -> None:
    """A refusal that the spec documents is read as an Error without loss;
    a page, or 405, is an unexpected status.
    """
    recording = RECORDINGS[name]
    if "json" not in recording.response or recording.status == 405:
        with pytest.raises(UnexpectedStatus, match=str(recording.status)):
            read(recording)
    else:
        error = read(recording)
        assert type(error) is Error
        assert error.to_dict() == recording.json
        assert error.additional_properties == {}


@pytest.mark.parametrize(
    "name",
    [
        name
        for name in of_kind("not as promised", "chunks")
        if RECORDINGS[name].operation != "workflow-events"
    ],
)
def test_what_an_operation_cannot_read(name: str) -> None:
    """What is neither is of the wrong shape: an operation by itself reads no stream."""
    with pytest.raises(WrongShape):
        read(RECORDINGS[name])


@pytest.mark.parametrize(
    "name", [name for name in of_kind("chunks") if RECORDINGS[name].operation == "workflow-events"]
)
def test_an_operation_that_only_streams(name: str) -> None:
    """Where there is nothing but a stream, an operation by itself gives its bytes."""
    assert read(RECORDINGS[name]) == b"".join(RECORDINGS[name].body)
