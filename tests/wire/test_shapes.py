"""Recorded answers and events with something else where something was promised."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from dify_ext import Dify, DifyError, NotFoundError, ResponseDecodeError, StreamIncomplete

from . import calls
from .expect import NOTHING_TO_TELL
from .recordings import LONGEST, RECORDINGS, Recording
from .replay import HOST


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each value within a JSON value; of lists only the first items."""
    if path:
        yield path
    items = (
        value.items() if isinstance(value, dict) else enumerate(value[:1]) if isinstance(value, list) else ()
    )
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


def sync_client(request: dict[str, Any], answer: Callable[[httpx.Request], httpx.Response]) -> Dify:
    """A client with the key of a recorded request, whose server is a function."""
    key = request["headers"]["Authorization"].removeprefix("Bearer ")
    return Dify(
        key, base_url=HOST, max_retries=0, http_client=httpx.Client(transport=httpx.MockTransport(answer))
    )


@pytest.mark.parametrize("name", LONGEST.values())
def test_an_answer_of_another_shape(name: str) -> None:
    """Whatever stands where something else was promised:
    a result, or a ResponseDecodeError; nothing else is raised.
    """
    recording = RECORDINGS[name]
    request = calls.request_of(recording)
    served: list[Any] = []
    refused: list[str] = []
    client = sync_client(request, lambda _: httpx.Response(recording.status, json=served[-1]))
    for value in [*harmed(recording.json), None, [], "x", 7]:
        served.append(value)
        try:
            result = calls.METHODS[recording.operation](client, request)
            if hasattr(result, "has_more"):
                list(result)
        except ResponseDecodeError as error:
            refused.append(str(error))
        except NotFoundError:  # a run without an id is how older releases say that there is none
            assert recording.operation == "workflows-run-detail"
    client.close()
    # Those that only want to hear of success do not look at what it says.
    assert refused or recording.json in NOTHING_TO_TELL
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
    """An event that is not as promised ends in an answer,
    or in one of the package's errors with what had come.
    """
    recording = RECORDINGS[name]
    request = calls.request_of(recording)
    served: list[Recording] = []
    raised: list[Any] = []
    client = sync_client(
        request,
        lambda _: httpx.Response(
            200, headers=recording.response["headers"], content=b"".join(served[-1].body)
        ),
    )
    kinds = {event["event"]: index for index, event in enumerate(recording.events)}
    for index in kinds.values():
        for event in harmed(recording.events[index]):
            served.append(
                recording.with_events([*recording.events[:index], event, *recording.events[index + 1 :]])
            )
            try:
                calls.METHODS[recording.operation](client, request)
            except DifyError as error:
                raised.append(error)
    client.close()
    assert StreamIncomplete in {type(error) for error in raised}
    assert all(error.partial is not None for error in raised if not isinstance(error, ResponseDecodeError))
