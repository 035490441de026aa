from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
)


@define(kw_only=True, repr=False)
class VectorSetting(Model):
    """How meaning counts in a hybrid search.

    Attributes:
        vector_weight: The weight, 0 to 1; both together are 1.
        embedding_provider_name: The embedding model's provider.
        embedding_model_name: The embedding model's name.
    """

    vector_weight: float | None = None
    embedding_provider_name: str | None = None
    embedding_model_name: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.vector_weight = d.pop("vector_weight", None)
        self.embedding_provider_name = d.pop("embedding_provider_name", None)
        self.embedding_model_name = d.pop("embedding_model_name", None)
