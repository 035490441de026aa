from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
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

    def _take(self, d: dict[str, Any]) -> None:
        self.reranking_provider_name = d.pop("reranking_provider_name", None)
        self.reranking_model_name = d.pop("reranking_model_name", None)
