"""Where things are kept, by the part of the path that has their id."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from ._errors import Refusal, not_found


class Store(NamedTuple):
    """A place of things.

    `things` finds it in the thing with the id `parent`, or in the call. End users see only things
    of their `own`.
    """

    parent: str | None
    things: Callable[[Any], dict[str, Any]]
    missing: Callable[[], Refusal]
    own: bool = False


def _no(message: str) -> Callable[[], Refusal]:
    return lambda: not_found(message)


STORES: dict[str, Store] = {
    "annotation_id": Store(None, lambda call: call.app.annotations, _no("Annotation not found")),
    "conversation_id": Store(
        None, lambda call: call.app.conversations, _no("Conversation Not Exists."), own=True
    ),
    "message_id": Store(None, lambda call: call.app.messages, _no("Message Not Exists."), own=True),
    "variable_id": Store(
        "conversation_id", lambda talk: talk.variables, _no("Conversation Variable Not Exists.")
    ),
    "dataset_id": Store(None, lambda call: call.datasets, _no("Dataset not found.")),
    "document_id": Store("dataset_id", lambda dataset: dataset.documents, _no("Document not found.")),
    "segment_id": Store("document_id", lambda document: document.segments, _no("Segment not found.")),
    "child_chunk_id": Store("segment_id", lambda segment: segment.children, _no("Child chunk not found.")),
    "metadata_id": Store("dataset_id", lambda dataset: dataset.fields, _no("Metadata not found.")),
    "app_id": Store(
        None, lambda call: call.console.records, lambda: Refusal(404, "app_not_found", "App not found")
    ),
    # Another part of the server looks up the app of a key, in other words.
    "resource_id": Store(
        None,
        lambda call: call.console.records,
        lambda: Refusal(404, body={"message": "App not found"}),
    ),
    "api_key_id": Store(
        None,
        lambda call: {key.id: key for key in call.keys},
        lambda: Refusal(404, body={"message": "API key not found"}),
    ),
}
