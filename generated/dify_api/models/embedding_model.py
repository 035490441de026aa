from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
)


@define(kw_only=True, repr=False)
class EmbeddingModel(Model):
    """A model that compares texts.

    Attributes:
        embedding_provider_name: The model's provider.
        embedding_model_name: The model's name.
    """

    embedding_provider_name: str | None = None
    embedding_model_name: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.embedding_provider_name = d.pop("embedding_provider_name", None)
        self.embedding_model_name = d.pop("embedding_model_name", None)
