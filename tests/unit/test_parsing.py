"""From a server-sent event to an event: what says nothing, and what says an error."""

from __future__ import annotations

import json
from typing import Any

import pytest
from dify_api.types import WrongShape

from dify_ext import ErrorEvent, MessageEvent, UnknownEvent
from dify_ext._streaming.parsing import read_event


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        *[("message", data) for data in ("", " ", "null", " null ", "[DONE]", '{"event": "ping"}')],
        *[
            ("ping", data)
            for data in ("", "null", "a word", "{}", '{"event": "message", "answer": "a"}', "{")
        ],
        ("error", ""),
        ("error", "null"),
    ],
)
def test_what_says_nothing(kind: str, data: str) -> None:
    """It is passed over."""
    assert read_event(kind, data) is None


@pytest.mark.parametrize("kind", ["message", "error"])
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"code": "c", "message": "m", "status": 400}, (400, "c", "m")),
        ({"event": None, "code": "c", "message": "m", "status": 503}, (503, "c", "m")),
        ({"message": "m"}, (None, None, "m")),
        ({"error": "m"}, (None, None, "m")),
        ({"error": {"type": "t", "message": "m", "status": 429}}, (429, "t", "m")),
        ({"code": 5, "message": {"a": 1}, "status": "400"}, (None, "5", '{"a": 1}')),
        ({"code": None, "message": None}, (None, None, "")),
    ],
)
def test_an_error_without_a_name(kind: str, said: dict[str, Any], expected: Any) -> None:
    """An object that is an error, in each form that servers have, is an error event."""
    event = read_event(kind, json.dumps(said))
    assert isinstance(event, ErrorEvent)
    assert (event.status, event.code, event.message) == expected


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("upstream timed out", "upstream timed out"),
        ("<html><title>502</title></html>", "502"),
        ("[" * 99_999, "[["),
        ('{"event": "error", "status": 400, "message": "m"}', "m"),
        ("[1]", "[1]"),
    ],
)
def test_anything_under_an_error(data: str, message: str) -> None:
    """What a proxy or server sends under ``event: error`` is an error, whatever it is."""
    event = read_event("error", data)
    assert isinstance(event, ErrorEvent)
    assert message in (event.message or "")


def test_what_is_no_error() -> None:
    """Objects without a name that have nothing of an error, and events that have a code."""
    assert read_event("message", '{"answer": "a"}') == UnknownEvent("None", {"answer": "a"})
    assert isinstance(read_event("message", '{"event": "message", "code": "c"}'), MessageEvent)
    with pytest.raises(WrongShape):
        read_event("message", '{"event": "message_end", "metadata": 1}')
    with pytest.raises(ValueError, match="its data is list, not an object"):
        read_event("message", "[1]")
