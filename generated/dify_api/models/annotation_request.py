from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    required,
    short_repr,
)


@define(kw_only=True)
class AnnotationRequest:
    """A question and the answer to it.

    Attributes:
        question: The question.
        answer: The answer that is given to questions like it.
    """

    question: str
    answer: str
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "question": self.question,
            "answer": self.answer,
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.question = required(d, "question")
        self.answer = required(d, "answer")
        self.additional_properties = d or {}
        return self if cls is AnnotationRequest else called(self)
