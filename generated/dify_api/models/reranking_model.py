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
class RerankingModel:
    """The model that puts segments in order; both names are empty where there is none.

    Attributes:
        reranking_provider_name: The model's provider.
        reranking_model_name: The model's name.
    """

    reranking_provider_name: str | None = None
    reranking_model_name: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "reranking_provider_name": self.reranking_provider_name,
                    "reranking_model_name": self.reranking_model_name,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.reranking_provider_name = d.pop("reranking_provider_name", None)
        self.reranking_model_name = d.pop("reranking_model_name", None)
        self.additional_properties = d or {}
        return self if cls is RerankingModel else called(self)
