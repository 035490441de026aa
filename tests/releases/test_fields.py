"""The fields of recorded answers and events are in the spec, within the releases that it names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.wire.expect import FORK_ONLY
from tests.wire.recordings import Recording

from .recordings import PARTS, RELEASES, recordings
from .requests import operation_of, resolved
from .spec import lacks

Node = dict[str, Any]
EVENT: Node = {"$ref": "#/components/schemas/StreamEvent"}


def fitting(schema: Node, value: Any) -> Node:
    """The schema of a value, references followed: of a choice the object, or the event of its name."""
    schema = resolved(schema)
    if "discriminator" in schema:
        return resolved({"$ref": schema["discriminator"]["mapping"].get(value["event"], "#")})
    shape = "array" if isinstance(value, list) else "object"
    choices = [fitting(one, value) for one in schema.get("oneOf", [])]
    return next((one for one in choices if shape in one.get("type", ())), schema)


def fields(schema: Node, value: Any) -> Iterator[tuple[str, Node]]:
    """Each field of a value, with what the spec says of it: nothing, if it is not there."""
    schema = fitting(schema, value)
    if isinstance(value, list):
        for item in value:
            yield from fields(schema.get("items", {}), item)
    elif isinstance(value, dict) and "properties" in schema:
        for name, item in value.items():
            field = schema["properties"].get(name, {})
            yield f"{schema['description'][:40]} {name}", field
            yield from fields(field, item)
    elif isinstance(value, dict) and isinstance(more := schema.get("additionalProperties"), dict):
        for item in value.values():
            yield from fields(more, item)


def sent(recording: Recording, operation: Node) -> Iterator[tuple[Node, Any]]:
    """The values of an answer, each with its schema."""
    if "chunks" in recording.response:
        for frame in "".join(recording.response["chunks"]).split("\n\n"):
            if frame.startswith("data: {"):
                yield EVENT, json.loads(frame.removeprefix("data: "))
    elif "json" in recording.response:
        statuses = operation["responses"]
        success = next(status for status in statuses if status[0] == "2")
        answer = resolved(statuses.get(str(recording.status), statuses[success]))
        yield answer.get("content", {}).get("application/json", {}).get("schema", {}), recording.json


@pytest.mark.parametrize("release", RELEASES)
def test_each_field_is_in_the_spec(release: str) -> None:
    """No field is unknown, and none was sent before its ``x-since`` or after its ``x-until``."""
    wrong: dict[str, str] = {}
    seen = 0
    for recording in (one for part in PARTS for one in recordings(release, part)):
        found = operation_of(recording.request["method"], recording.request["path"])
        # A failed import is an error with the fields of a success.
        for schema, value in sent(recording, found[1]) if found else ():
            is_import = "/imports" in found[0] and recording.status == 400
            for name, field in fields(schema, value) if not is_import else ():
                seen += 1
                is_known = field or name.rpartition(" ")[2] in FORK_ONLY
                if not is_known:
                    wrong[name] = f"{recording.name}: it is not in the spec"
                elif needed := lacks(release, field):
                    wrong[name] = f"{recording.name}: the spec says {needed}"
    assert seen
    assert not wrong, "\n".join(f"{name}: {why}" for name, why in wrong.items())
