"""From a server-sent event to an event of this package. Pure."""

from __future__ import annotations

import json
from typing import Any

import httpx
from dify_api.events import event_class
from dify_api.models import ErrorEvent

from dify_ext._core.error_response import error_body
from dify_ext.events import Event, parse_event

_raw_decode = json.JSONDecoder().raw_decode
_NOTHING = frozenset({"", "null", "[DONE]"})


def read_event(kind: str, data: str) -> Event | None:
    """The event in the data of a server-sent event of this type; None for a ping or empty data.

    Raises:
        ValueError: The data is no JSON object, or has another shape than the API promises.
        RecursionError: The JSON is nested too deep.
    """
    if kind != "message" or len(data) < 16:
        if kind == "ping" or data.strip() in _NOTHING:
            return None
        if kind == "error":
            return _error(data)
    try:
        value, end = _raw_decode(data)
    except ValueError:
        value, end = None, -1
    if end != len(data):  # white space around it, or no JSON
        value = json.loads(data)
    if not isinstance(value, dict):
        raise ValueError(f"its data is {type(value).__name__}, not an object")
    name = value.get("event")
    known = event_class(name) if isinstance(name, str) else None
    if known is not None:
        return known.from_dict(value)
    if name == "ping":
        return None
    if name is None and not value.keys().isdisjoint(("code", "message", "error")):
        return _error(data)
    return parse_event(value)


def _error(data: str) -> ErrorEvent:
    """An error without an event's name, in any of the forms that servers and proxies give it."""
    said = error_body(httpx.Response(500, content=data.encode("utf-8", "replace")))
    return ErrorEvent(status=_status(data), code=said.code, message=said.message)


def _status(data: str) -> int | None:
    try:
        value: Any = json.loads(data)
    except (ValueError, RecursionError):
        return None
    while isinstance(value, dict):
        if isinstance(value.get("status"), int):
            return int(value["status"])
        value = value.get("error")
    return None
