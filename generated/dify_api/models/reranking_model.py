from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define

from ..types import (
    Model,
    as_object,
    called,
)


@define(kw_only=True, repr=False)
class RerankingModel(Model):
    """The model that puts segments in order; both names are empty where there is none.

    Attributes:
        reranking_provider_name: The model's provider.
        reranking_model_name: The model's name.
    """

    reranking_provider_name: str | None = None
    reranking_model_name: str | None = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.reranking_provider_name = d.pop("reranking_provider_name", None)
        self.reranking_model_name = d.pop("reranking_model_name", None)
        self.additional_properties = d or {}
        return self if cls is RerankingModel else called(self)
