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
class AnnotationReplyRequest:
    """How questions are compared with the prepared ones.

    Attributes:
        score_threshold: How similar a question must be to get the answer, 0 to 1.
        embedding_provider_name: Provider of the embedding model that compares questions.
        embedding_model_name: Name of the embedding model that compares questions.
    """

    score_threshold: float
    embedding_provider_name: str
    embedding_model_name: str
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "score_threshold": self.score_threshold,
            "embedding_provider_name": self.embedding_provider_name,
            "embedding_model_name": self.embedding_model_name,
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.score_threshold = required(d, "score_threshold")
        self.embedding_provider_name = required(d, "embedding_provider_name")
        self.embedding_model_name = required(d, "embedding_model_name")
        self.additional_properties = d or {}
        return self if cls is AnnotationReplyRequest else called(self)
