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
    required,
    short_repr,
)


@define(kw_only=True)
class SegmentInput:
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
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "content": self.content,
            **present(
                {
                    "answer": self.answer,
                    "keywords": self.keywords,
                    "attachment_ids": self.attachment_ids,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.content = required(d, "content")
        self.answer = d.pop("answer", None)
        self.keywords = optional(d, "keywords", as_list)
        self.attachment_ids = optional(d, "attachment_ids", as_list)
        self.additional_properties = d or {}
        return self if cls is SegmentInput else called(self)
