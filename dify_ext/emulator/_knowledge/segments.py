"""Segments of a document."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from .._answers import json_answer
from .._checks import Field, Wrong, flag, mapping, mappings, text, texts, whole
from .._errors import Refusal, invalid_param, not_found
from .call import KnowledgeCall
from .checks import inner
from .datasets import page_of
from .indexing import Piece, cut, tokens
from .rows import segment_row
from .state import Dataset, Document, Segment

LIST = {
    "page": Field(whole(-(2**31)), 1),
    "limit": Field(whole(-(2**31)), 20),
    "keyword": Field(text, None),
}
ITEM = {
    "content": Field(text, None, nullable=True),
    "answer": Field(text, None, nullable=True),
    "keywords": Field(texts, None, nullable=True),
    "attachment_ids": Field(texts, None, nullable=True),
}
CHANGE = {
    **ITEM,
    "enabled": Field(flag, None, nullable=True),
    "regenerate_child_chunks": Field(flag, False),
    "summary": Field(text, None, nullable=True),
}


async def create_segments(call: KnowledgeCall) -> Response:
    """POST /v1/datasets/{dataset_id}/documents/{document_id}/segments."""
    document = call.document(call.dataset())
    if document.status(call.now) != "completed":
        raise not_found("Document is not completed.")
    if not document.enabled:
        raise not_found("Document is disabled.")
    items = await items_of(call)
    for item in items:
        must_have(document, item)
    made = [made_of(call, document, item) for item in items]
    rows = [segment_row(call, document, segment) for segment in made]
    return json_answer({"data": rows, "doc_form": document.doc_form})


async def items_of(call: KnowledgeCall) -> list[dict[str, Any]]:
    """The segments of the body. The newest releases tell what is wrong in a form of their own."""
    model, strict = "SegmentCreatePayload", call.traits.empty_segments == "400"
    try:
        asked = (await call.body(model, {"segments": Field(mappings, None, nullable=True)}))["segments"]
        if asked is None:
            raise Refusal(400, body={"error": "Segments is required"})
        if not asked and strict:
            few = "List should have at least 1 item after validation, not 0"
            raise call.wrong(model, "segments", Wrong("too_short", few), asked)
        fields = {**ITEM, "content": Field(text)} if strict else ITEM
        return [
            inner(call, model, f"segments.{index}", item, fields) or {} for index, item in enumerate(asked)
        ]
    except Refusal as refused:
        if strict and refused.message:
            raise Refusal(400, body={"error": refused.message}) from None
        raise


def must_have(document: Document, item: dict[str, Any]) -> None:
    """400 if a segment lacks a required field."""
    if document.doc_form == "qa_model" and not (item["answer"] or "").strip():
        raise invalid_param("Answer is required")
    if not (item["content"] or "").strip():
        raise invalid_param("Content is empty")


def made_of(call: KnowledgeCall, document: Document, item: dict[str, Any]) -> Segment:
    """A new segment, found at once. Only a document of questions and answers keeps the answer."""
    answer = item["answer"] if document.doc_form == "qa_model" else None
    segment = document.add_segment(
        Piece(item["content"], answer, children(document, item["content"])), call.now
    )
    segment.keywords = item["keywords"] or []
    return segment


def children(document: Document, content: str) -> tuple[str, ...]:
    """The child chunks of a content, if the document has child chunks."""
    if document.doc_form != "hierarchical_model":
        return ()
    return tuple(cut(content, document.rule.rules.get("subchunk_segmentation") or {"separator": "\n"}))


async def list_segments(call: KnowledgeCall) -> Response:
    """GET /v1/datasets/{dataset_id}/documents/{document_id}/segments: in their order."""
    document = call.document(call.dataset())
    asked = call.check_query("SegmentListQuery", LIST)
    states = call.request.query_params.getlist("status")
    word = (asked["keyword"] or "").casefold()
    found = [
        segment
        for segment in document.known_segments(call.now)
        if word in segment.content.casefold() and (not states or "completed" in states)
    ]
    shown = page_of(found, asked["page"], asked["limit"])
    body = {
        "data": [segment_row(call, document, segment) for segment in shown],
        "doc_form": document.doc_form,
        "total": len(found),
        "has_more": len(shown) == asked["limit"],
        "limit": asked["limit"],
        "page": asked["page"],
    }
    return json_answer(call.traits.known("segments", body))


async def get_segment(call: KnowledgeCall) -> Response:
    """GET …/segments/{segment_id}."""
    document = call.document(call.dataset())
    return one(call, document, call.segment(document))


async def update_segment(call: KnowledgeCall) -> Response:
    """POST …/segments/{segment_id}.

    After it was disabled, a segment is busy for the time of an indexing.
    """
    dataset = call.dataset()
    document = call.document(dataset)
    segment = call.segment(document)
    body = await call.json()
    given = call.checked("SegmentUpdatePayload", body, {"segment": Field(mapping)})["segment"]
    asked = inner(call, "SegmentUpdatePayload", "segment", given, CHANGE) or {}
    if segment.busy_until > call.now:
        raise invalid_param("Segment is indexing, please try again later")
    if call.traits.update_segment == "whole" and not asked["content"]:
        raise invalid_param("Content is empty")
    if asked["enabled"] is False and segment.enabled:
        segment.enabled, segment.disabled_at, segment.disabled_by = False, call.now, call.state.account_id
        segment.busy_until = call.now + call.state.options.indexing_seconds
    elif not segment.enabled and asked["enabled"] is None:
        raise invalid_param("Can't update disabled segment")
    else:
        change(call, dataset, document, segment, asked)
    return one(call, document, segment)


def change(
    call: KnowledgeCall, dataset: Dataset, document: Document, segment: Segment, asked: dict[str, Any]
) -> None:
    """Change the content of a segment. Keywords count only if the content stays."""
    content = asked["content"] or segment.content
    if document.doc_form == "qa_model" and asked["answer"]:
        segment.answer = asked["answer"]
    if content == segment.content:
        segment.keywords = asked["keywords"] or segment.keywords
    else:
        segment.content = content
        if dataset.indexing_technique != "economy":
            segment.tokens = tokens(content + (segment.answer or ""))
    if asked["regenerate_child_chunks"] and document.doc_form == "hierarchical_model":
        segment.children.clear()
        for child in children(document, content):
            segment.add_child(child, "automatic", call.now)
    segment.enabled, segment.disabled_at, segment.disabled_by = True, None, None
    segment.updated_at, segment.updated_by = call.now, call.state.account_id


async def delete_segment(call: KnowledgeCall) -> Response:
    """DELETE …/segments/{segment_id}."""
    document = call.document(call.dataset())
    segment = call.segment(document)
    if segment.busy_until > call.now:
        raise invalid_param("Segment is deleting.")
    del document.segments[segment.id]
    return call.gone()


def one(call: KnowledgeCall, document: Document, segment: Segment) -> Response:
    """A segment as an answer."""
    return json_answer({"data": segment_row(call, document, segment), "doc_form": document.doc_form})
