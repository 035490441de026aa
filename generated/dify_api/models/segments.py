from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from ..types import (
    Model,
    as_list,
    optional,
    optional_list,
    required,
    required_list,
)
from .child_chunk import ChildChunk
from .segment_attachment import SegmentAttachment

if TYPE_CHECKING:
    from .enums import DocumentForm


@define(kw_only=True, repr=False, eq=False)
class Segment(Model):
    """A piece of a document, as it is indexed and found.

    Attributes:
        id: The segment's id (UUID).
        position: Its place in the document, from 1.
        document_id: The document it belongs to.
        content: The text, or the question in a document of questions and answers.
        sign_content: The text with signed addresses of the images in it, which hold for a limited
            time. (Dify since 1.4.3)
        answer: The answer, in a document of questions and answers.
        word_count: Length of the text in characters.
        tokens: Length of the text in tokens.
        keywords: Words that find the segment.
        index_node_id: The segment's id in the index.
        index_node_hash: Hash of the text in the index.
        hit_count: How often it has been found.
        enabled: Whether it may be found.
        disabled_at: When it was switched off, in seconds since 1970.
        disabled_by: The id of the account that switched it off.
        status: How far its indexing is: `waiting`, `indexing`, `completed`, `error` or another.
        created_by: The id of the account that made it.
        created_at: When it was made, in seconds since 1970.
        updated_at: When it was last changed, in seconds since 1970.
        updated_by: The id of the account that last changed it.
        indexing_at: When its indexing began, in seconds since 1970.
        completed_at: When its indexing was done, in seconds since 1970.
        error: Why its indexing failed.
        stopped_at: When its indexing was stopped, in seconds since 1970.
        child_chunks: The pieces it is found by, in a hierarchical document; empty elsewhere.
        attachments: Images that belong to it. (Dify since 1.11.4)
        summary: Its summary, where one was made. (Dify since 1.12.1)
    """

    id: str
    position: int | None = None
    document_id: str | None = None
    content: str | None = None
    sign_content: str | None = None
    answer: str | None = None
    word_count: int | None = None
    tokens: int | None = None
    keywords: list[str] | None = None
    index_node_id: str | None = None
    index_node_hash: str | None = None
    hit_count: int | None = None
    enabled: bool | None = None
    disabled_at: float | None = None
    disabled_by: str | None = None
    status: str | None = None
    created_by: str | None = None
    created_at: float | None = None
    updated_at: float | None = None
    updated_by: str | None = None
    indexing_at: float | None = None
    completed_at: float | None = None
    error: str | None = None
    stopped_at: float | None = None
    child_chunks: list[ChildChunk] | None = None
    attachments: list[SegmentAttachment] | None = None
    summary: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.position = d.pop("position", None)
        self.document_id = d.pop("document_id", None)
        self.content = d.pop("content", None)
        self.sign_content = d.pop("sign_content", None)
        self.answer = d.pop("answer", None)
        self.word_count = d.pop("word_count", None)
        self.tokens = d.pop("tokens", None)
        self.keywords = optional(d, "keywords", as_list)
        self.index_node_id = d.pop("index_node_id", None)
        self.index_node_hash = d.pop("index_node_hash", None)
        self.hit_count = d.pop("hit_count", None)
        self.enabled = d.pop("enabled", None)
        self.disabled_at = d.pop("disabled_at", None)
        self.disabled_by = d.pop("disabled_by", None)
        self.status = d.pop("status", None)
        self.created_by = d.pop("created_by", None)
        self.created_at = d.pop("created_at", None)
        self.updated_at = d.pop("updated_at", None)
        self.updated_by = d.pop("updated_by", None)
        self.indexing_at = d.pop("indexing_at", None)
        self.completed_at = d.pop("completed_at", None)
        self.error = d.pop("error", None)
        self.stopped_at = d.pop("stopped_at", None)
        self.child_chunks = optional_list(d, "child_chunks", ChildChunk.from_dict)
        self.attachments = optional_list(d, "attachments", SegmentAttachment.from_dict)
        self.summary = d.pop("summary", None)


@define(kw_only=True, repr=False, eq=False)
class SegmentAnswer(Model):
    """One segment and the form of its document.

    Attributes:
        data: The segment.
        doc_form: How the document is cut.
    """

    data: Segment
    doc_form: DocumentForm | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required(d, "data", Segment.from_dict)
        self.doc_form = d.pop("doc_form", None)


@define(kw_only=True, repr=False, eq=False)
class SegmentInput(Model):
    """A segment to add.

    Attributes:
        content: The text, or the question in a document of questions and answers. It may not be
            empty.
        answer: The answer; wanted in a document of questions and answers, and dropped elsewhere.
        keywords: Words that find the segment. The server finds its own where they are left out.
        attachment_ids: Ids of uploaded images that belong to the segment. (Dify since 1.16)
    """

    content: str
    answer: str | None = None
    keywords: list[str] | None = None
    attachment_ids: list[str] | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.content = required(d, "content")
        self.answer = d.pop("answer", None)
        self.keywords = optional(d, "keywords", as_list)
        self.attachment_ids = optional(d, "attachment_ids", as_list)


@define(kw_only=True, repr=False, eq=False)
class SegmentList(Model):
    """Segments of a document and the document's form.

    Attributes:
        data: The segments.
        doc_form: How the document is cut.
    """

    data: list[Segment]
    doc_form: DocumentForm | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", Segment.from_dict)
        self.doc_form = d.pop("doc_form", None)


@define(kw_only=True, repr=False, eq=False)
class SegmentPage(Model):
    """One page of a document's segments.

    Attributes:
        data: The segments of this page.
        doc_form: How the document is cut.
        total: How many segments there are on all pages.
        has_more: Whether more follow. (Dify since 1.4.3)
        limit: How many segments a page may hold. (Dify since 1.4.3)
        page: Number of this page, from 1. (Dify since 1.4.3)
    """

    data: list[Segment]
    doc_form: DocumentForm | None = None
    total: int | None = None
    has_more: bool | None = None
    limit: int | None = None
    page: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", Segment.from_dict)
        self.doc_form = d.pop("doc_form", None)
        self.total = d.pop("total", None)
        self.has_more = d.pop("has_more", None)
        self.limit = d.pop("limit", None)
        self.page = d.pop("page", None)


@define(kw_only=True, repr=False, eq=False)
class SegmentUpdate(Model):
    """What to change of a segment; what is left out stays.

    Attributes:
        content: The text, or the question in a document of questions and answers.
        answer: The answer, in a document of questions and answers.
        keywords: Words that find the segment.
        enabled: Whether the segment may be found.
        regenerate_child_chunks: Whether to make the child chunks again from the text. Default:
            false.
        attachment_ids: Ids of uploaded images that belong to the segment. (Dify since 1.16)
        summary: Summary of the segment, for an index of summaries. (Dify since 1.16)
    """

    content: str | None = None
    answer: str | None = None
    keywords: list[str] | None = None
    enabled: bool | None = None
    regenerate_child_chunks: bool | None = None
    attachment_ids: list[str] | None = None
    summary: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.content = d.pop("content", None)
        self.answer = d.pop("answer", None)
        self.keywords = optional(d, "keywords", as_list)
        self.enabled = d.pop("enabled", None)
        self.regenerate_child_chunks = d.pop("regenerate_child_chunks", None)
        self.attachment_ids = optional(d, "attachment_ids", as_list)
        self.summary = d.pop("summary", None)


@define(kw_only=True, repr=False, eq=False)
class SegmentUpdateRequest(Model):
    """What to change of a segment.

    Attributes:
        segment: What to change.
    """

    segment: SegmentUpdate

    def _take(self, d: dict[str, Any]) -> None:
        self.segment = required(d, "segment", SegmentUpdate.from_dict)


@define(kw_only=True, repr=False, eq=False)
class SegmentsRequest(Model):
    """Segments to add.

    Attributes:
        segments: The segments, in their order.
    """

    segments: list[SegmentInput]

    def _take(self, d: dict[str, Any]) -> None:
        self.segments = required_list(d, "segments", SegmentInput.from_dict)
