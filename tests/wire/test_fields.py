"""The fields that events of other releases and apps were seen to have: ``fields/VERSION.txt``."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from dify_ext.events import UnknownEvent, parse_event

from .expect import unknown_fields
from .recordings import FOLDER, class_name, without_nulls

SAMPLES: dict[str, Any] = {
    "str": "x",
    "int": 7,
    "float": 0.5,
    "bool": True,
    "obj": {},
    "list": [],
    "null": None,
}
LINES = [
    (f"{path.stem}/{line.partition(':')[0]}", line)
    for path in sorted(FOLDER.glob("fields/*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


def examples(line: str) -> list[dict[str, Any]]:
    """Events with all fields of a line, as many as show each type that a field was seen with."""
    head, _, fields = line.partition(": ")
    types = {path: kinds.split("/") for path, kinds in (field.split(":") for field in fields.split(", "))}
    made = []
    for turn in range(max(map(len, types.values()))):
        event: dict[str, Any] = {}
        for path, kinds in types.items():
            *parents, name = path.split(".")
            place = event
            for parent in parents:
                if not isinstance(place.get(parent), dict):
                    place[parent] = {}  # where an object may be null, its fields say that here it is not
                place = place[parent]
            place[name] = copy.copy(SAMPLES[kinds[turn % len(kinds)]])
        made.append({**event, "event": head.partition(" ")[0]})
    return made


@pytest.mark.parametrize("line", [line for _, line in LINES], ids=[name for name, _ in LINES])
def test_each_field_has_an_attribute(line: str) -> None:
    """Each event that was ever seen is typed, has an attribute for each of its fields, and loses nothing."""
    for sent in examples(line):
        event = parse_event(sent)
        assert not isinstance(event, UnknownEvent)
        assert type(event).__name__ == class_name(sent["event"])
        assert list(unknown_fields(event)) == []
        assert without_nulls(event.to_dict()) == without_nulls(sent)
