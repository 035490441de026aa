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
class VectorSetting:
    """How meaning counts in a hybrid search.

    Attributes:
        vector_weight: The weight, 0 to 1; both together are 1.
        embedding_provider_name: The embedding model's provider.
        embedding_model_name: The embedding model's name.
    """

    vector_weight: float | None = None
    embedding_provider_name: str | None = None
    embedding_model_name: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "vector_weight": self.vector_weight,
                    "embedding_provider_name": self.embedding_provider_name,
                    "embedding_model_name": self.embedding_model_name,
                }
            ),
        }

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
