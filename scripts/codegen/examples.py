"""The examples in ``spec/examples`` take their places in the bundled document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .document import Document, operations, resolve
from .problems import refuse

_PARTS = {"recording", "stream_recording", "x-note", "request", "response", "event"}
_EVENT_STREAM = "text/event-stream"


def add_examples(document: Document, examples: Mapping[str, Any]) -> None:
    """Add examples to parameters, bodies and successes.

    A parameter that several operations share keeps the value of the first one.

    Args:
        document: The document; it is changed.
        examples: The examples by the operation's id, in the form that ``spec/README.md`` describes.

    Raises:
        Problem: An example belongs to no operation, or a part of it has no place in its operation.
    """
    known = {operation["operationId"]: (path, operation) for path, _, operation in operations(document)}
    refuse((f"{name} is no operation" for name in examples if name not in known), "examples")
    for name, example in examples.items():
        refuse(
            (f"{name}: {part}" for part in _unplaced(document, *known[name], example)),
            "examples without a place",
        )


def _unplaced(document: Document, path: str, operation: Document, example: Document) -> Iterator[str]:
    """Place the parts of one example; gives those that have no place."""
    yield from sorted(example.keys() - _PARTS)
    request = example.get("request", {})
    parameters = [*operation.get("parameters", []), *document["paths"][path].get("parameters", [])]
    values = {
        (place, name): value for place in ("path", "query") for name, value in request.get(place, {}).items()
    }
    for parameter in parameters:
        whole = resolve(document, parameter["$ref"]) if "$ref" in parameter else parameter
        if (whole["in"], whole["name"]) in values:
            whole.setdefault("example", values.pop((whole["in"], whole["name"])))
    yield from (f"{name} in {place}" for place, name in values)

    answers = _success(operation).get("content", {})
    places = {
        "body": list(operation.get("requestBody", {}).get("content", {}).values()),
        "response": [media for kind, media in answers.items() if kind != _EVENT_STREAM],
        "event": [media for kind, media in answers.items() if kind == _EVENT_STREAM],
    }
    for part, value in {**example, **request}.items():
        if part in places:
            for media in places[part]:
                media["example"] = value
            if not places[part]:
                yield part


def _success(operation: Document) -> Document:
    return next(answer for status, answer in operation["responses"].items() if status.startswith("2"))
