from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    required,
    short_repr,
)


@define(kw_only=True)
class Annotation:
    """A prepared answer.

    Attributes:
        id: The annotation's id (UUID).
        question: The question.
        answer: The answer.
        hit_count: How often it has been the answer.
        created_at: When it was made, in seconds since 1970.
    """

    id: str
    question: str | None = None
    answer: str | None = None
    hit_count: int | None = None
    created_at: int | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "id": self.id,
            **present(
                {
                    "question": self.question,
                    "answer": self.answer,
                    "hit_count": self.hit_count,
                    "created_at": self.created_at,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = required(d, "id")
        self.question = d.pop("question", None)
        self.answer = d.pop("answer", None)
        self.hit_count = d.pop("hit_count", None)
        self.created_at = d.pop("created_at", None)
        self.additional_properties = d or {}
        return self if cls is Annotation else called(self)
