from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    required,
    short_repr,
)


@define(kw_only=True)
class DocumentMetadataValue:
    """The value of one metadata field.

    Attributes:
        id: The field's id (UUID); `built-in` of one that every document has.
        name: The field's name.
        type: The type of its values: `string`, `number` or `time`.
        value: The value; a time is seconds since 1970, in a string of built-in fields.
    """

    id: str
    name: str | None = None
    type: str | None = None
    value: str | float | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "id": self.id,
            **present(
                {
                    "name": self.name,
                    "type": self.type,
                    "value": self.value,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = required(d, "id")
        self.name = d.pop("name", None)
        self.type = d.pop("type", None)
        self.value = d.pop("value", None)
        self.additional_properties = d or {}
        return self if cls is DocumentMetadataValue else called(self)
