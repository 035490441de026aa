from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    plain,
    required_list,
    short_repr,
)
from .document_metadata_operation import DocumentMetadataOperation


@define(kw_only=True)
class DocumentsMetadataRequest:
    """Documents and their values for metadata fields.

    Attributes:
        operation_data: One entry for each document: `document_id`, and `metadata_list` of `id`,
            `name` and `value`.
    """

    operation_data: list[DocumentMetadataOperation]
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "operation_data": plain(self.operation_data),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.operation_data = required_list(d, "operation_data", DocumentMetadataOperation.from_dict)
        self.additional_properties = d or {}
        return self if cls is DocumentsMetadataRequest else called(self)
