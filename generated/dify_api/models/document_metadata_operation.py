from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    plain,
    present,
    required,
    required_list,
    short_repr,
)
from .metadata_value import MetadataValue


@define(kw_only=True)
class DocumentMetadataOperation:
    """A document and its values for metadata fields.

    Attributes:
        document_id: The document's id.
        metadata_list: The values.
        partial_update: Whether values that are not named stay. Default: false. (Dify since 1.13.2)
    """

    document_id: str
    metadata_list: list[MetadataValue]
    partial_update: bool | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "document_id": self.document_id,
            "metadata_list": plain(self.metadata_list),
            **present(
                {
                    "partial_update": self.partial_update,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.document_id = required(d, "document_id")
        self.metadata_list = required_list(d, "metadata_list", MetadataValue.from_dict)
        self.partial_update = d.pop("partial_update", None)
        self.additional_properties = d or {}
        return self if cls is DocumentMetadataOperation else called(self)
