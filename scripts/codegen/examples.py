"""The examples in ``spec/examples`` take their places in the bundled document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .document import Document, operations, resolve
from .problems import refuse

_PARTS = {"recording", "stream_recording", "x-note", "request", "response", "event"}
_EVENT_STREAM = "text/event-stream"


def add_examples(document: Document, examples: Mapping[str, Any]) -> None:
    """Add examples to parameters, bodies and successes, and to the shared responses of
    ``components``.

    A parameter that several operations share keeps the value of the first one.

    Args:
        document: The document; it is changed.
        examples: The examples by the operation's id or the response's name; ``spec/README.md``
            describes them.

    Raises:
        Problem: An example belongs to no operation or response, or a part of it has no place there.
    """
    known = {operation["operationId"]: (path, operation) for path, _, operation in operations(document)}
    shared = document.get("components", {}).get("responses", {})
    unknown = examples.keys() - known.keys() - shared.keys()
    refuse((f"{name} is no operation and no response" for name in sorted(unknown)), "examples")
    for name, example in examples.items():
        if name in shared:
            _place(example["response"], shared[name]["content"].values())
        else:
            parts = _unplaced(document, *known[name], example)
            refuse((f"{name}: {part}" for part in parts), "examples without a place")


def _place(value: Any, contents: Iterable[Document]) -> None:
    for media in contents:
        media["example"] = value


def _unplaced(document: Document, path: str, operation: Document, example: Document) -> Iterator[str]:
    """Place the parts of one example; gives those that have no place."""
    request = example.get("request", {})
    yield from sorted((example.keys() - _PARTS) | (request.keys() - {"path", "query", "body"}))
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
            _place(value, places[part])
            if not places[part]:
                yield part


def _success(operation: Document) -> Document:
    return next(answer for status, answer in operation["responses"].items() if status.startswith("2"))
