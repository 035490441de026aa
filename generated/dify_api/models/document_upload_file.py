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
class DocumentUploadFile:
    """The file that a document was made from.

    Attributes:
        id: The file's id.
        name: The file's name.
        size: Its size in bytes.
        extension: The extension, without a dot.
        url: Signed address for showing the file, for a limited time.
        download_url: Signed address for downloading the file, for a limited time.
        mime_type: The MIME type.
        created_by: Id of the account that added it.
        created_at: When it was added, in seconds since 1970.
    """

    id: str
    name: str | None = None
    size: int | None = None
    extension: str | None = None
    url: str | None = None
    download_url: str | None = None
    mime_type: str | None = None
    created_by: str | None = None
    created_at: float | None = None
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
                    "size": self.size,
                    "extension": self.extension,
                    "url": self.url,
                    "download_url": self.download_url,
                    "mime_type": self.mime_type,
                    "created_by": self.created_by,
                    "created_at": self.created_at,
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
        self.size = d.pop("size", None)
        self.extension = d.pop("extension", None)
        self.url = d.pop("url", None)
        self.download_url = d.pop("download_url", None)
        self.mime_type = d.pop("mime_type", None)
        self.created_by = d.pop("created_by", None)
        self.created_at = d.pop("created_at", None)
        self.additional_properties = d or {}
        return self if cls is DocumentUploadFile else called(self)
