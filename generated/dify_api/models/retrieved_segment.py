from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_list,
    as_object,
    called,
    optional,
    plain,
    present,
    required,
    short_repr,
)
from .retrieved_document import RetrievedDocument


@define(kw_only=True)
class RetrievedSegment:
    """A segment as a search gives it.

    Attributes:
        id: The segment's id (UUID).
        position: Its place in the document, from 1.
        document_id: The id of its document (UUID).
        content: Its text, or the question where it is one with an answer.
        sign_content: Its text with signed addresses of its images. (Dify since 1.4.3) Null in
            1.14.2.
        answer: The answer, where its text is a question.
        word_count: Its length, in words or characters of its language.
        tokens: Its length in tokens of the embedding model.
        keywords: Its keywords. Where there are none 1.13.2 has null, 1.14.2 an empty list.
        index_node_id: Its id in the index.
        index_node_hash: The hash of its text.
        hit_count: How often it has been found.
        enabled: Whether it is found at all.
        disabled_at: When it was switched off, in seconds since 1970.
        disabled_by: The id of the account that switched it off.
        status: How far it is, such as `completed`.
        created_by: The id of the account that made it (UUID).
        created_at: When it was made, in seconds since 1970. Null in 1.14.2.
        indexing_at: When its indexing began, in seconds since 1970.
        completed_at: When it was indexed, in seconds since 1970.
        error: Why it could not be indexed.
        stopped_at: When its indexing was stopped, in seconds since 1970.
        document: The document that it is of.
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
    indexing_at: float | None = None
    completed_at: float | None = None
    error: str | None = None
    stopped_at: float | None = None
    document: RetrievedDocument | None = None
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
                    "indexing_at": self.indexing_at,
                    "completed_at": self.completed_at,
                    "error": self.error,
                    "stopped_at": self.stopped_at,
                    "document": plain(self.document),
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
        self.indexing_at = d.pop("indexing_at", None)
        self.completed_at = d.pop("completed_at", None)
        self.error = d.pop("error", None)
        self.stopped_at = d.pop("stopped_at", None)
        self.document = optional(d, "document", RetrievedDocument.from_dict)
        self.additional_properties = d or {}
        return self if cls is RetrievedSegment else called(self)
