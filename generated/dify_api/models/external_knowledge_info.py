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
class ExternalKnowledgeInfo:
    """Where an external knowledge base is.

    Attributes:
        external_knowledge_id: Its id at its API.
        external_knowledge_api_id: The API's id (UUID).
        external_knowledge_api_name: The API's name.
        external_knowledge_api_endpoint: The API's address.
    """

    external_knowledge_id: str | None = None
    external_knowledge_api_id: str | None = None
    external_knowledge_api_name: str | None = None
    external_knowledge_api_endpoint: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "external_knowledge_id": self.external_knowledge_id,
                    "external_knowledge_api_id": self.external_knowledge_api_id,
                    "external_knowledge_api_name": self.external_knowledge_api_name,
                    "external_knowledge_api_endpoint": self.external_knowledge_api_endpoint,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.external_knowledge_id = d.pop("external_knowledge_id", None)
        self.external_knowledge_api_id = d.pop("external_knowledge_api_id", None)
        self.external_knowledge_api_name = d.pop("external_knowledge_api_name", None)
        self.external_knowledge_api_endpoint = d.pop("external_knowledge_api_endpoint", None)
        self.additional_properties = d or {}
        return self if cls is ExternalKnowledgeInfo else called(self)
