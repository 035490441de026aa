"""What real servers were recorded to answer (the copies in ``tests/wire``),
and how to compare shapes with it.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from .contract import events_of

FOLDER = Path(__file__).resolve().parents[1] / "wire" / "1.13.2"
# Fields whose content is the caller's own.
FREE = frozenset({"inputs", "outputs", "prompts"})


@cache
def exchange(name: str) -> dict[str, Any]:
    """A recorded request and its response;
    of another release than 1.13.2 with its number, as in ``1.14.2/NAME``.
    """
    folder = FOLDER.parent if "/" in name else FOLDER
    loaded: dict[str, Any] = json.loads((folder / f"{name}.json").read_text("utf-8"))
    return without_guess(loaded)


def without_guess(recorded: dict[str, Any]) -> dict[str, Any]:
    """A recording without the paths that Flask proposes: the emulator does not guess."""
    said = recorded["response"].get("json")
    if isinstance(said, dict) and isinstance(said.get("message"), str):
        said["message"] = re.sub(r"\. You have requested this URI .*", "", said["message"], flags=re.DOTALL)
    return recorded


def error(body: Any) -> Any:
    """The body of an error, without the last full stop, which Flask cuts off before its guess."""
    return {**body, "message": body["message"].removesuffix(".")} if "message" in body else body


def answer(name: str) -> Any:
    """The recorded JSON answer."""
    return exchange(name)["response"]["json"]


def raw(name: str) -> str:
    """A recorded stream as it was sent."""
    return "".join(exchange(name)["response"]["chunks"])


def events(name: str) -> list[dict[str, Any]]:
    """The events of a recorded stream, pings left out."""
    return events_of(raw(name))


def order(stream: list[dict[str, Any]]) -> list[str]:
    """The names of events in their order, repeats of one as one; of nodes with the node's id."""
    names: list[str] = []
    for event in stream:
        data = event.get("data") or {}
        name = f"{event['event']} {data['node_id']}" if event["event"].startswith("node_") else event["event"]
        if names[-1:] != [name]:
            names.append(name)
    return names


def by_name(stream: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """The last event of each name, of nodes each node's."""
    return {order([event])[0]: event for event in stream}


def assert_like(ours: list[dict[str, Any]], recording: str, ignore: frozenset[str] = FREE) -> None:
    """The same order, and field for field the same events."""
    theirs = events(recording)
    assert order(ours) == order(theirs)
    for name, event in by_name(theirs).items():
        assert_same_shape(by_name(ours)[name], event, ignore, name)


def shape(value: Any) -> Any:
    """The fields of JSON and their order,
    with the kinds of their values (a float and an int are both numbers).
    """
    if isinstance(value, dict):
        return {name: shape(item) for name, item in value.items()}
    if isinstance(value, list):
        return [shape(item) for item in value[:1]]
    return (
        "number" if isinstance(value, (int, float)) and not isinstance(value, bool) else type(value).__name__
    )


def assert_same_shape(ours: Any, theirs: Any, ignore: frozenset[str] = frozenset(), place: str = "$") -> None:
    """Field for field the same. `ignore` names fields that depend on what was asked."""
    if isinstance(theirs, dict) and isinstance(ours, dict):
        assert ours.keys() - ignore == theirs.keys() - ignore, place
        for name in theirs:
            if name not in ignore:
                assert_same_shape(ours[name], theirs[name], ignore, f"{place}.{name}")
    elif isinstance(theirs, list) and isinstance(ours, list):
        if theirs and ours:
            assert_same_shape(ours[0], theirs[0], ignore, f"{place}[]")
    else:
        assert shape(ours) == shape(theirs), place
