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
class PipelineDocument:
    """A document that a pipeline makes.

    Attributes:
        id: The document's id (UUID).
        position: Its place in the knowledge base, from 1.
        data_source_type: Where it comes from.
        data_source_info: What of the source it was made of.
        name: The document's name.
        indexing_status: How far its indexing is.
        error: Why its indexing failed.
        enabled: Whether it may be found.
    """

    id: str | None = None
    position: int | None = None
    data_source_type: str | None = None
    data_source_info: dict[str, Any] | None = None
    name: str | None = None
    indexing_status: str | None = None
    error: str | None = None
    enabled: bool | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "id": self.id,
                    "position": self.position,
                    "data_source_type": self.data_source_type,
                    "data_source_info": plain(self.data_source_info),
                    "name": self.name,
                    "indexing_status": self.indexing_status,
                    "error": self.error,
                    "enabled": self.enabled,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = d.pop("id", None)
        self.position = d.pop("position", None)
        self.data_source_type = d.pop("data_source_type", None)
        self.data_source_info = optional(d, "data_source_info", as_object)
        self.name = d.pop("name", None)
        self.indexing_status = d.pop("indexing_status", None)
        self.error = d.pop("error", None)
        self.enabled = d.pop("enabled", None)
        self.additional_properties = d or {}
        return self if cls is PipelineDocument else called(self)
