from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
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
        """The JSON object, with fields that this version does not know, without absent ones."""
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
        """Read a JSON object.

        Raises:
            WrongShape: The object has not the shape that the API promises.
        """
        d = as_object(src_dict)
        self = cls.__new__(cls)  # a call of the class with all fields would take twice the time
        self.name = d.pop("name", None)
        self.type = d.pop("type", None)
        self.additional_properties = d
        return self
