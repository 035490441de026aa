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
    from .file_owner import FileOwner
    from .file_type import FileType
    from .transfer_method import TransferMethod


@define(kw_only=True)
class MessageFile:
    """A file of a message.

    Attributes:
        id: Id of the mention of the file, not of the upload.
        filename: The file's name.
        type: The group of the file.
        url: Signed address to fetch the file from, for a limited time.
        mime_type: The file's MIME type.
        size: The file's size in bytes.
        transfer_method: How the file came to the app.
        belongs_to: Whether the user or the app brought it.
        upload_file_id: The id that the upload gave; null where the file was not uploaded.
    """

    id: str | None = None
    filename: str | None = None
    type: FileType | None = None
    url: str | None = None
    mime_type: str | None = None
    size: int | None = None
    transfer_method: TransferMethod | None = None
    belongs_to: FileOwner | None = None
    upload_file_id: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "id": self.id,
                    "filename": self.filename,
                    "type": self.type,
                    "url": self.url,
                    "mime_type": self.mime_type,
                    "size": self.size,
                    "transfer_method": self.transfer_method,
                    "belongs_to": self.belongs_to,
                    "upload_file_id": self.upload_file_id,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = d.pop("id", None)
        self.filename = d.pop("filename", None)
        self.type = d.pop("type", None)
        self.url = d.pop("url", None)
        self.mime_type = d.pop("mime_type", None)
        self.size = d.pop("size", None)
        self.transfer_method = d.pop("transfer_method", None)
        self.belongs_to = d.pop("belongs_to", None)
        self.upload_file_id = d.pop("upload_file_id", None)
        self.additional_properties = d or {}
        return self if cls is MessageFile else called(self)
