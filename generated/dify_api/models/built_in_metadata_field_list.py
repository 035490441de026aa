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
from .built_in_metadata_field import BuiltInMetadataField


@define(kw_only=True)
class BuiltInMetadataFieldList:
    """The metadata fields that come with the server.

    Attributes:
        fields: The fields.
    """

    fields: list[BuiltInMetadataField] | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "fields": plain(self.fields),
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.fields = optional_list(d, "fields", BuiltInMetadataField.from_dict)
        self.additional_properties = d or {}
        return self if cls is BuiltInMetadataFieldList else called(self)
