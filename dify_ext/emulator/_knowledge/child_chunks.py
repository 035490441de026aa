"""Child chunks of a segment. They can be made by hand in documents of any form."""

from __future__ import annotations

import re
from typing import Any

from starlette.responses import Response

from .._answers import json_answer
from .._checks import Field, text, whole
from .._errors import not_found
from .call import KnowledgeCall
from .datasets import MOST_ROWS, page_of
from .rows import child_row
from .state import ChildChunk, Segment

CONTENT = {"content": Field(text)}
LIST = {"limit": Field(whole(1), 20), "keyword": Field(text, None), "page": Field(whole(1), 1)}


def segment_of(call: KnowledgeCall) -> Segment:
    """The segment of the path, or 404."""
    return call.segment(call.document(call.dataset()))


def child_of(call: KnowledgeCall, segment: Segment) -> ChildChunk:
    """The child chunk of the path, or 404."""
    found = segment.children.get(call.path("child_chunk_id"))
    if found is None:
        raise not_found("Child chunk not found.")
    return found


async def create_child_chunk(call: KnowledgeCall) -> Response:
    """POST …/segments/{segment_id}/child_chunks."""
    segment = segment_of(call)
    asked = await call.body("ChildChunkCreatePayload", CONTENT)
    return json_answer(
        {"data": child_row(segment, segment.add_child(asked["content"], "customized", call.now))}
    )


async def list_child_chunks(call: KnowledgeCall) -> Response:
    """GET …/segments/{segment_id}/child_chunks."""
    segment = segment_of(call)
    given: dict[str, Any] = {}
    for name, value in call.request.query_params.items():
        # Numbers are read before they are checked; anything else is ignored.
        if name == "keyword" or re.fullmatch(r"-?[0-9]{1,9}", value):
            given[name] = value if name == "keyword" else int(value)
    asked = {"limit": 20, "page": 1, "keyword": None, **given}
    if call.traits.checked_queries:
        asked = call.checked("ChildChunkListQuery", given, LIST)
    size = min(asked["limit"], MOST_ROWS) if asked["limit"] > 0 else 20
    word = (asked["keyword"] or "").casefold()
    found = [child for child in segment.children.values() if word in child.content.casefold()]
    return json_answer(
        {
            "data": [child_row(segment, child) for child in page_of(found, asked["page"], size)],
            "total": len(found),
            "total_pages": -(-len(found) // size),
            "page": asked["page"],
            "limit": asked["limit"],
        }
    )


async def update_child_chunk(call: KnowledgeCall) -> Response:
    """PATCH …/child_chunks/{child_chunk_id}."""
    segment = segment_of(call)
    child = child_of(call, segment)
    asked = await call.body("ChildChunkUpdatePayload", CONTENT)
    child.content, child.type, child.updated_at = asked["content"], "customized", call.now
    return json_answer({"data": child_row(segment, child)})


async def delete_child_chunk(call: KnowledgeCall) -> Response:
    """DELETE …/child_chunks/{child_chunk_id}."""
    segment = segment_of(call)
    del segment.children[child_of(call, segment).id]
    return call.gone()
