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
class EmbeddingModel(Model):
    """A model that compares texts.

    Attributes:
        embedding_provider_name: The model's provider.
        embedding_model_name: The model's name.
    """

    embedding_provider_name: str | None = None
    embedding_model_name: str | None = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.embedding_provider_name = d.pop("embedding_provider_name", None)
        self.embedding_model_name = d.pop("embedding_model_name", None)
        self.additional_properties = d or {}
        return self if cls is EmbeddingModel else called(self)
