"""Segments of a document, and their child chunks."""

from __future__ import annotations

from typing import Any

from .._checks import Wrong
from .._errors import Refusal, invalid_param, not_found
from .._resources import MOST_ROWS, Resource, full_page_of
from .call import KnowledgeCall
from .indexing import Piece, cut, tokens
from .rows import child_row, segment_row
from .state import ChildChunk, Document, Segment


def _row(call: KnowledgeCall, segment: Segment) -> dict[str, Any]:
    document = call.find("document_id")
    return {"data": segment_row(call, document, segment), "doc_form": document.doc_form}


def _change(call: KnowledgeCall, segment: Segment, asked: dict[str, Any]) -> None:
    """After it was disabled, a segment is busy for the time of an indexing."""
    asked = asked["segment"]
    if segment.busy_until > call.now:
        raise invalid_param("Segment is indexing, please try again later")
    if call.traits.update_segment == "whole" and not asked["content"]:
        raise invalid_param("Content is empty")
    if asked["enabled"] is False and segment.enabled:
        segment.enabled, segment.disabled_at, segment.disabled_by = False, call.now, call.state.account_id
        segment.busy_until = call.now + call.state.options.indexing_seconds
        return
    if not segment.enabled and asked["enabled"] is None:
        raise invalid_param("Can't update disabled segment")
    dataset, document = call.dataset(), call.find("document_id")
    content = asked["content"] or segment.content
    if document.doc_form == "qa_model" and asked["answer"]:
        segment.answer = asked["answer"]
    if content == segment.content:  # keywords count only if the content stays
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


def _forget(call: KnowledgeCall, segment: Segment) -> None:
    if segment.busy_until > call.now:
        raise invalid_param("Segment is deleting.")


SEGMENTS = Resource("segment_id", _row, change=_change, forget=_forget)


async def create_segments(call: KnowledgeCall) -> Any:
    """Found at once. The newest releases tell what is wrong in a form of their own."""
    document = call.find("document_id")
    if document.status(call.now) != "completed":
        raise not_found("Document is not completed.")
    if not document.enabled:
        raise not_found("Document is disabled.")
    strict = call.traits.empty_segments == "400"
    try:
        items = await _items(call, strict)
    except Refusal as refused:
        if strict and refused.message:
            raise Refusal(400, body={"error": refused.message}) from None
        raise
    for item in items:
        if document.doc_form == "qa_model" and not (item["answer"] or "").strip():
            raise invalid_param("Answer is required")
        if not (item["content"] or "").strip():
            raise invalid_param("Content is empty")
    rows = [segment_row(call, document, made_of(call, document, item)) for item in items]
    return {"data": rows, "doc_form": document.doc_form}


async def _items(call: KnowledgeCall, strict: bool) -> list[dict[str, Any]]:
    changes: dict[str, Any] = {"items": {"required": ["content"]}} if strict else {}
    items: list[dict[str, Any]] | None = (await call.body(segments=changes))["segments"]
    if items is None:
        raise Refusal(400, body={"error": "Segments is required"})
    if not items and strict:
        few = "List should have at least 1 item after validation, not 0"
        raise call.wrong("segments", Wrong("too_short", few), items)
    return items


def made_of(call: KnowledgeCall, document: Document, item: dict[str, Any]) -> Segment:
    """A new segment. Only a document of questions and answers keeps the answer."""
    answer = item["answer"] if document.doc_form == "qa_model" else None
    piece = Piece(item["content"], answer, children(document, item["content"]))
    segment = document.add_segment(piece, call.now)
    segment.keywords = item["keywords"] or []
    return segment


def children(document: Document, content: str) -> tuple[str, ...]:
    """The child chunks of a content, if the document has child chunks."""
    if document.doc_form != "hierarchical_model":
        return ()
    return tuple(cut(content, document.rule.rules.get("subchunk_segmentation") or {"separator": "\n"}))


async def list_segments(call: KnowledgeCall) -> Any:
    """In their order."""
    document, asked = call.find("document_id"), call.query()
    states = call.request.query_params.getlist("status")
    word = (asked["keyword"] or "").casefold()
    found = [
        segment
        for segment in document.known_segments(call.now)
        if word in segment.content.casefold() and (not states or "completed" in states)
    ]
    page = full_page_of(found, len(found), asked, lambda segment: segment_row(call, document, segment))
    return {**page, "doc_form": document.doc_form}


def _child_row(call: KnowledgeCall, child: ChildChunk) -> dict[str, Any]:
    return {"data": child_row(call.find("segment_id"), child)}


def _make_child(call: KnowledgeCall, segment: Segment, asked: dict[str, Any]) -> ChildChunk:
    """Also in documents of another form than the one that has them."""
    return segment.add_child(asked["content"], "customized", call.now)


def _change_child(call: KnowledgeCall, child: ChildChunk, asked: dict[str, Any]) -> None:
    child.content, child.type, child.updated_at = asked["content"], "customized", call.now


CHILD_CHUNKS = Resource("child_chunk_id", _child_row, make=_make_child, change=_change_child)


async def list_child_chunks(call: KnowledgeCall) -> Any:
    """In their order. Numbers are read before they are checked; anything else is ignored."""
    segment = call.find("segment_id")
    asked = call.query()
    size = min(asked["limit"], MOST_ROWS) if asked["limit"] > 0 else 20
    word = (asked["keyword"] or "").casefold()
    found = [child for child in segment.children.values() if word in child.content.casefold()]
    begin = (max(asked["page"], 1) - 1) * size
    return {
        "data": [child_row(segment, child) for child in found[begin : begin + size]],
        "total": len(found),
        "total_pages": -(-len(found) // size),
        "page": asked["page"],
        "limit": asked["limit"],
    }
