"""Simple resources: things that can be read, made, changed and deleted, each in its store.

A store is found by the part of the path that has the id of a thing.
A row of the tables of operations names the method of a `Resource`. Path, schemas and statuses are
those of the spec.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from ._errors import Refusal, not_found

#: The largest number of rows on a page of the knowledge bases.
MOST_ROWS = 100


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


def _nothing(*_: Any) -> None:
    """No rule of its own."""


@dataclass(frozen=True)
class Resource:
    """A kind of thing.

    Attributes:
        part: The part of the path that has its id.
        row: A thing as an answer.
        make: A new thing from the call, the thing that it belongs to, and the checked body.
        change: Changes a thing by the checked body.
        forget: Called before a thing is deleted; a `Refusal` keeps it.
        body_first: Whether the server checks the body before it looks for the thing.
    """

    part: str
    row: Callable[[Any, Any], Any]
    make: Callable[[Any, Any, dict[str, Any]], Any] = _nothing
    change: Callable[[Any, Any, dict[str, Any]], None] = _nothing
    forget: Callable[[Any, Any], None] = _nothing
    body_first: bool = False

    async def get(self, call: Any) -> Any:
        """Answer with a thing."""
        return self.row(call, call.find(self.part))

    async def create(self, call: Any) -> Any:
        """Make a thing, and answer with it."""
        asked = await call.body() if self.body_first else None
        parent = STORES[self.part].parent
        owner = call.find(parent) if parent else None
        thing = self.make(call, owner, await call.body() if asked is None else asked)
        call.things(self.part)[thing.id] = thing
        return self.row(call, thing)

    async def update(self, call: Any) -> Any:
        """Change a thing, and answer with it."""
        asked = await call.body() if self.body_first else None
        thing = call.find(self.part)
        self.change(call, thing, await call.body() if asked is None else asked)
        return self.row(call, thing)

    async def delete(self, call: Any) -> Any:
        """Delete a thing."""
        thing = call.find(self.part)
        self.forget(call, thing)
        call.things(self.part).pop(thing.id, None)
        return call.gone()


def page_of(rows: list[Any], asked: dict[str, Any], row: Callable[[Any], Any]) -> dict[str, Any]:
    """A page of rows, as apps and the console list them."""
    begin, limit = (asked["page"] - 1) * asked["limit"], asked["limit"]
    shown = [row(item) for item in rows[begin : begin + limit]]
    more = len(rows) > begin + limit
    return {"page": asked["page"], "limit": limit, "total": len(rows), "has_more": more, "data": shown}


def full_page_of(
    rows: Iterable[Any], total: int, asked: dict[str, Any], row: Callable[[Any], Any]
) -> dict[str, Any]:
    """A page of rows, as knowledge bases list them: at most a hundred, and 20 if the limit makes no
    sense. More follow if the page is full, says the server.
    """
    size = min(asked["limit"], MOST_ROWS) if asked["limit"] > 0 else 20
    begin = (max(asked["page"], 1) - 1) * size
    shown = [row(item) for item in islice(rows, begin, begin + size)]
    numbers = {"limit": asked["limit"], "total": total, "page": asked["page"]}
    return {"data": shown, "has_more": len(shown) == asked["limit"], **numbers}
