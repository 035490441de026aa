"""Search in a knowledge base: a segment's score is the share of the question's words it has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from .._answers import json_answer, taken
from .._checks import Field, mapping, sized, texts
from .._errors import invalid_param
from .call import KnowledgeCall
from .checks import RETRIEVAL, inner
from .indexing import words
from .rows import retrieval_of, segment_begin
from .state import Document, Segment

HIT_TEST = {
    "query": Field(sized(0, 250)),
    "retrieval_model": Field(mapping, None, nullable=True),
    "external_retrieval_model": Field(mapping, None, nullable=True),
    "attachment_ids": Field(texts, None, nullable=True),
}


async def retrieve_segments(call: KnowledgeCall) -> Response:
    """POST /v1/datasets/{dataset_id}/retrieve."""
    dataset = call.dataset()
    fields = HIT_TEST
    if call.traits.validation == "params":
        fields = {**HIT_TEST, "query": Field(sized(0, 250), "")}
    asked = await call.body("HitTestingPayload", fields)
    given = inner(call, "HitTestingPayload", "retrieval_model", asked["retrieval_model"], RETRIEVAL)
    if not asked["query"] and not asked["attachment_ids"]:
        raise invalid_param("Query or attachment_ids is required")
    model = given or {**retrieval_of(dataset), **({} if dataset.retrieval_model else {"top_k": 4})}
    threshold = (model["score_threshold"] or 0.0) if model["score_threshold_enabled"] else 0.0
    wanted = set(words(asked["query"]))
    found: list[tuple[float, Document, Segment]] = []
    economy = dataset.indexing_technique == "economy"
    # An economy base has no vectors: only keywords find something.
    is_indexed = not economy or model["search_method"] == "keyword_search"
    for document in dataset.documents.values() if is_indexed else ():
        if document.display_status(call.now) != "available" or not fits(document, model):
            continue
        for segment in document.segments.values():
            score = share(wanted, segment.content)
            if segment.enabled and score > 0 and score >= threshold:
                found.append((score, document, segment))
    found.sort(key=lambda hit: -hit[0])
    records = [
        record(call, document, segment, 0.0 if economy else score)
        for score, document, segment in found[: model["top_k"]]
    ]
    query = asked["query"] if call.traits.retrieve_query == "text" else {"content": asked["query"]}
    return json_answer({"query": query, "records": records})


def share(wanted: set[str], content: str) -> float:
    """The share of the question's words that a text has, from 0 to 1."""
    return round(len(wanted.intersection(words(content))) / len(wanted), 6) if wanted else 0.0


def record(call: KnowledgeCall, document: Document, segment: Segment, score: float) -> dict[str, Any]:
    """A segment that was found. Since 1.14 some empty fields have another form."""
    late = call.traits.late_records
    children = [
        {**taken(child, "id content position"), "score": score} for child in segment.children.values()
    ]
    shown = {
        **segment_begin(call, document, segment),
        "created_at": None if late else int(segment.created_at),
        "document": {
            "id": document.id,
            "data_source_type": "upload_file",
            "name": document.name,
            "doc_type": None,
            "doc_metadata": document.metadata or None,
        },
    }
    if late:
        shown.update(sign_content=None, keywords=segment.keywords or [])
    row = {
        "segment": shown,
        "child_chunks": children or ([] if late else None),
        "score": score,
        "tsne_position": None,
        "files": [] if late else None,
        "summary": None,
    }
    return call.traits.known("record", row)


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
