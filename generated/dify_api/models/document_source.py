from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional,
    plain,
    present,
    short_repr,
)
from .document_file import DocumentFile


@define(kw_only=True)
class DocumentSource:
    """Where a document came from. One that came from elsewhere has fields of its own.

    Attributes:
        upload_file_id: The file's id (UUID).
        upload_file: The file.
    """

    upload_file_id: str | None = None
    upload_file: DocumentFile | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "upload_file_id": self.upload_file_id,
                    "upload_file": plain(self.upload_file),
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.upload_file_id = d.pop("upload_file_id", None)
        self.upload_file = optional(d, "upload_file", DocumentFile.from_dict)
        self.additional_properties = d or {}
        return self if cls is DocumentSource else called(self)
