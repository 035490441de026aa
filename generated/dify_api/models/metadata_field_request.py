from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    required,
    short_repr,
)

if TYPE_CHECKING:
    from .metadata_field_type import MetadataFieldType


@define(kw_only=True)
class MetadataFieldRequest:
    """A metadata field to add.

    Attributes:
        type: The type of the values; `time` is seconds since 1970.
        name: The field's name, up to 255 characters.
    """

    type: MetadataFieldType
    name: str
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "type": self.type,
            "name": self.name,
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.type = required(d, "type")
        self.name = required(d, "name")
        self.additional_properties = d or {}
        return self if cls is MetadataFieldRequest else called(self)
