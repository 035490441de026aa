from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional_list,
    plain,
    present,
    short_repr,
)
from .metadata_field import MetadataField


@define(kw_only=True)
class MetadataFieldList:
    """The metadata fields of a knowledge base.

    Attributes:
        doc_metadata: The fields that were added.
        built_in_field_enabled: Whether the server's own fields are switched on.
    """

    doc_metadata: list[MetadataField] | None = None
    built_in_field_enabled: bool | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "doc_metadata": plain(self.doc_metadata),
                    "built_in_field_enabled": self.built_in_field_enabled,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.doc_metadata = optional_list(d, "doc_metadata", MetadataField.from_dict)
        self.built_in_field_enabled = d.pop("built_in_field_enabled", None)
        self.additional_properties = d or {}
        return self if cls is MetadataFieldList else called(self)
