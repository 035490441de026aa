from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define

from ..types import (
    Model,
    as_object,
    called,
)

if TYPE_CHECKING:
    from .enums import MetadataFieldType


@define(kw_only=True, repr=False)
class MetadataField(Model):
    """A field that documents can have a value for.

    Attributes:
        id: The field's id (UUID); null where a field that is not there was to be renamed.
        name: The field's name.
        type: The type of the values; `time` is seconds since 1970.
        count: How many documents have a value for it; only where fields are listed.
    """

    id: str | None = None
    name: str | None = None
    type: MetadataFieldType | None = None
    count: int | None = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = d.pop("id", None)
        self.name = d.pop("name", None)
        self.type = d.pop("type", None)
        self.count = d.pop("count", None)
        self.additional_properties = d or {}
        return self if cls is MetadataField else called(self)
