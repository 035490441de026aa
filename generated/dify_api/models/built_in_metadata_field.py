from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    short_repr,
)

if TYPE_CHECKING:
    from .metadata_field_type import MetadataFieldType


@define(kw_only=True)
class BuiltInMetadataField:
    """A metadata field that comes with the server; it has no id.

    Attributes:
        name: The field's name, such as `uploader`.
        type: The type of the values; `time` is seconds since 1970.
    """

    name: str | None = None
    type: MetadataFieldType | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "name": self.name,
                    "type": self.type,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.name = d.pop("name", None)
        self.type = d.pop("type", None)
        self.additional_properties = d or {}
        return self if cls is BuiltInMetadataField else called(self)
