from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_list,
    as_object,
    called,
    optional,
    present,
    short_repr,
)


@define(kw_only=True)
class SegmentUpdate:
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
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "content": self.content,
                    "answer": self.answer,
                    "keywords": self.keywords,
                    "enabled": self.enabled,
                    "regenerate_child_chunks": self.regenerate_child_chunks,
                    "attachment_ids": self.attachment_ids,
                    "summary": self.summary,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.content = d.pop("content", None)
        self.answer = d.pop("answer", None)
        self.keywords = optional(d, "keywords", as_list)
        self.enabled = d.pop("enabled", None)
        self.regenerate_child_chunks = d.pop("regenerate_child_chunks", None)
        self.attachment_ids = optional(d, "attachment_ids", as_list)
        self.summary = d.pop("summary", None)
        self.additional_properties = d or {}
        return self if cls is SegmentUpdate else called(self)
