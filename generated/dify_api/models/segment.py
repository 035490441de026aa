from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_list,
    as_object,
    called,
    optional,
    optional_list,
    plain,
    present,
    required,
    short_repr,
)
from .child_chunk import ChildChunk
from .segment_attachment import SegmentAttachment


@define(kw_only=True)
class Segment:
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
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "id": self.id,
            **present(
                {
                    "position": self.position,
                    "document_id": self.document_id,
                    "content": self.content,
                    "sign_content": self.sign_content,
                    "answer": self.answer,
                    "word_count": self.word_count,
                    "tokens": self.tokens,
                    "keywords": self.keywords,
                    "index_node_id": self.index_node_id,
                    "index_node_hash": self.index_node_hash,
                    "hit_count": self.hit_count,
                    "enabled": self.enabled,
                    "disabled_at": self.disabled_at,
                    "disabled_by": self.disabled_by,
                    "status": self.status,
                    "created_by": self.created_by,
                    "created_at": self.created_at,
                    "updated_at": self.updated_at,
                    "updated_by": self.updated_by,
                    "indexing_at": self.indexing_at,
                    "completed_at": self.completed_at,
                    "error": self.error,
                    "stopped_at": self.stopped_at,
                    "child_chunks": plain(self.child_chunks),
                    "attachments": plain(self.attachments),
                    "summary": self.summary,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
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
        self.additional_properties = d or {}
        return self if cls is Segment else called(self)
