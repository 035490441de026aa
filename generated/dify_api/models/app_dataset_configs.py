from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional,
    plain,
    present,
    short_repr,
)


@define(kw_only=True)
class AppDatasetConfigs:
    """Which knowledge bases an app asks, and how.

    Attributes:
        retrieval_model: Whether one knowledge base is chosen (`single`) or all are asked
            (`multiple`).
        datasets: The knowledge bases, as `{datasets:[{dataset:{enabled,id}}]}`.
        reranking_enable: Whether what was found is put into a new order.
        top_k: How many segments are taken.
        score_threshold_enabled: Whether segments have to fit well enough.
    """

    retrieval_model: str | None = None
    datasets: dict[str, Any] | None = None
    reranking_enable: bool | None = None
    top_k: int | None = None
    score_threshold_enabled: bool | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "retrieval_model": self.retrieval_model,
                    "datasets": plain(self.datasets),
                    "reranking_enable": self.reranking_enable,
                    "top_k": self.top_k,
                    "score_threshold_enabled": self.score_threshold_enabled,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.retrieval_model = d.pop("retrieval_model", None)
        self.datasets = optional(d, "datasets", as_object)
        self.reranking_enable = d.pop("reranking_enable", None)
        self.top_k = d.pop("top_k", None)
        self.score_threshold_enabled = d.pop("score_threshold_enabled", None)
        self.additional_properties = d or {}
        return self if cls is AppDatasetConfigs else called(self)
