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
    from .file_type import FileType
    from .transfer_method import TransferMethod


@define(kw_only=True)
class MessageEndFile:
    """A file of a finished message.

    Attributes:
        related_id: Id of the mention of the file in the message.
        type: The group of the file.
        filename: The file's name.
        extension: The file's extension with the dot.
        mime_type: The file's MIME type.
        size: The file's size in bytes.
        transfer_method: How the file came.
        url: Signed address to fetch the file from, for a limited time.
        upload_file_id: The id that the upload gave.
        remote_url: Where the file was fetched from; empty for an upload.
    """

    related_id: str | None = None
    type: FileType | None = None
    filename: str | None = None
    extension: str | None = None
    mime_type: str | None = None
    size: int | None = None
    transfer_method: TransferMethod | None = None
    url: str | None = None
    upload_file_id: str | None = None
    remote_url: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "related_id": self.related_id,
                    "type": self.type,
                    "filename": self.filename,
                    "extension": self.extension,
                    "mime_type": self.mime_type,
                    "size": self.size,
                    "transfer_method": self.transfer_method,
                    "url": self.url,
                    "upload_file_id": self.upload_file_id,
                    "remote_url": self.remote_url,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.related_id = d.pop("related_id", None)
        self.type = d.pop("type", None)
        self.filename = d.pop("filename", None)
        self.extension = d.pop("extension", None)
        self.mime_type = d.pop("mime_type", None)
        self.size = d.pop("size", None)
        self.transfer_method = d.pop("transfer_method", None)
        self.url = d.pop("url", None)
        self.upload_file_id = d.pop("upload_file_id", None)
        self.remote_url = d.pop("remote_url", None)
        self.additional_properties = d or {}
        return self if cls is MessageEndFile else called(self)
