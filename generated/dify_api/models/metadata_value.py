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
class MetadataValue:
    """A document's value for a metadata field.

    Attributes:
        id: The field's id.
        name: The field's name.
        value: The value; left out, the document has none.
    """

    id: str
    name: str
    value: str | float | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "id": self.id,
            "name": self.name,
            **present(
                {
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
        self.name = required(d, "name")
        self.value = d.pop("value", None)
        self.additional_properties = d or {}
        return self if cls is MetadataValue else called(self)
