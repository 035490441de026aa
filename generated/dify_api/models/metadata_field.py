from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from ..types import (
    Model,
)

if TYPE_CHECKING:
    from .enums import MetadataFieldType


@define(kw_only=True, repr=False, eq=False)
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

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.name = d.pop("name", None)
        self.type = d.pop("type", None)
        self.count = d.pop("count", None)
