"""Search in a knowledge base: it finds the segments that have a word of the question.

The emulator has no model that could say how close they are: all have the same score, and come in
the order of the documents.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .._errors import invalid_param
from .._spec import row
from .call import KnowledgeCall
from .indexing import words
from .rows import retrieval_of, segment_row
from .state import Document, Segment


async def retrieve_segments(call: KnowledgeCall) -> Any:
    """An economical knowledge base has no vectors: only keywords find something, without scores."""
    dataset = call.dataset()
    asked = await call.body(*(("query",) if call.traits.validation == "params" else ()))
    if not asked["query"] and not asked["attachment_ids"]:
        raise invalid_param("Query or attachment_ids is required")
    given = asked["retrieval_model"]
    model = given or {**retrieval_of(dataset), **({} if dataset.retrieval_model else {"top_k": 4})}
    wanted = set(words(asked["query"] or ""))
    economy = dataset.indexing_technique == "economy"
    known = dataset.documents.values() if not economy or model["search_method"] == "keyword_search" else ()
    found = [
        record(call, document, segment, 0.0 if economy else 1.0)
        for document in known
        if document.display_status(call.now) == "available" and fits(document, model)
        for segment in document.segments.values()
        if segment.enabled and not wanted.isdisjoint(words(segment.content))
    ]
    query = asked["query"] if call.traits.retrieve_query == "text" else {"content": asked["query"]}
    return {"query": query, "records": found[: max(0, model["top_k"])]}


def record(call: KnowledgeCall, document: Document, segment: Segment, score: float) -> dict[str, Any]:
    """A segment that was found. Since 1.14 some empty fields have another form."""
    late = call.traits.late_records
    children = [row("RetrievedChildChunk", child, score=score) for child in segment.children.values()]
    source: dict[str, Any] = {"data_source_type": "upload_file", "doc_metadata": document.metadata or None}
    fields: dict[str, Any] = {
        "created_at": None if late else int(segment.created_at),
        "document": row("RetrievedDocument", document, **source),
    }
    if late:
        fields |= {"sign_content": None, "keywords": segment.keywords or []}
    nothing: list[Any] | None = [] if late else None
    return row(
        "RetrievalRecord",
        segment=segment_row(call, document, segment, "RetrievedSegment", **fields),
        child_chunks=children or nothing,
        score=score,
        files=nothing,
    )


def fits(document: Document, model: dict[str, Any]) -> bool:
    """Whether a document has the metadata of the search's filter."""
    filters = model.get("metadata_filtering_conditions") or {}
    given = filters.get("conditions")
    rows = given if isinstance(given, list) else []
    held = [holds(document, condition) for condition in rows if isinstance(condition, dict)]
    return (any(held) if filters.get("logical_operator") == "or" else all(held)) if held else True


#: The comparisons of a condition; the document's value comes first.
COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "contains": lambda ours, asked: str(asked) in str(ours),
    "not contains": lambda ours, asked: str(asked) not in str(ours),
    "start with": lambda ours, asked: str(ours).startswith(str(asked)),
    "end with": lambda ours, asked: str(ours).endswith(str(asked)),
    "is": lambda ours, asked: str(ours) == str(asked),
    "=": lambda ours, asked: float(ours) == float(asked),
    "is not": lambda ours, asked: str(ours) != str(asked),
    "≠": lambda ours, asked: float(ours) != float(asked),
    ">": lambda ours, asked: float(ours) > float(asked),
    "<": lambda ours, asked: float(ours) < float(asked),
    "≥": lambda ours, asked: float(ours) >= float(asked),
    "≤": lambda ours, asked: float(ours) <= float(asked),
    "before": lambda ours, asked: float(ours) < float(asked),
    "after": lambda ours, asked: float(ours) > float(asked),
    "in": lambda ours, asked: str(ours) in [str(item) for item in asked],
    "not in": lambda ours, asked: str(ours) not in [str(item) for item in asked],
}


def holds(document: Document, condition: dict[str, Any]) -> bool:
    """Whether a condition holds for a document."""
    ours = document.metadata.get(str(condition.get("name")))
    operator = str(condition.get("comparison_operator"))
    if operator in ("empty", "not empty"):
        return bool(ours in (None, "")) is (operator == "empty")
    if ours is None or operator not in COMPARISONS:
        return False
    try:
        return COMPARISONS[operator](ours, condition.get("value"))
    except (TypeError, ValueError):
        return False
