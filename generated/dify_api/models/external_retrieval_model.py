from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    short_repr,
)


@define(kw_only=True)
class ExternalRetrievalModel:
    """How an external knowledge base is searched.

    Attributes:
        top_k: How many segments are found at most.
        score_threshold: The least score of a segment that is found, 0 to 1.
        score_threshold_enabled: Whether `score_threshold` counts.
    """

    top_k: int | None = None
    score_threshold: float | None = None
    score_threshold_enabled: bool | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "top_k": self.top_k,
                    "score_threshold": self.score_threshold,
                    "score_threshold_enabled": self.score_threshold_enabled,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.top_k = d.pop("top_k", None)
        self.score_threshold = d.pop("score_threshold", None)
        self.score_threshold_enabled = d.pop("score_threshold_enabled", None)
        self.additional_properties = d or {}
        return self if cls is ExternalRetrievalModel else called(self)
