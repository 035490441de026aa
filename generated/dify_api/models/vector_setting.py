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

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.vector_weight = d.pop("vector_weight", None)
        self.embedding_provider_name = d.pop("embedding_provider_name", None)
        self.embedding_model_name = d.pop("embedding_model_name", None)
        self.additional_properties = d or {}
        return self if cls is VectorSetting else called(self)
