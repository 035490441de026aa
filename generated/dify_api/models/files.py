from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    FilePart,
    Model,
    form_fields,
    required,
)


@define(kw_only=True, repr=False, eq=False)
class FileUpload(Model):
    """A file that was stored.

    Attributes:
        id: The id to mention the file by (UUID).
        name: The file's name.
        size: The file's size in bytes.
        extension: The file's extension without the dot.
        mime_type: The file's MIME type as it was sent.
        created_by: The server's id of the end user who sent it.
        created_at: When it was stored, in seconds since 1970.
        preview_url: Where to look at the file, where the server says. (Dify since 1.4.3)
        reference: The server's own reference to the file. (Dify since 1.16)
        source_url: Signed address of the file, for a limited time. (Dify since 1.9.2)
        original_url: Where the server had the file from, if from elsewhere. (Dify since 1.11.4)
        user_id: The server's id of a user the file belongs to. (Dify since 1.11.4)
        tenant_id: The workspace the file belongs to. (Dify since 1.11.4)
        conversation_id: The conversation the file belongs to. (Dify since 1.11.4)
        file_key: The file's key in the server's storage. (Dify since 1.11.4)
    """

    id: str
    name: str | None = None
    size: int | None = None
    extension: str | None = None
    mime_type: str | None = None
    created_by: str | None = None
    created_at: int | None = None
    preview_url: str | None = None
    reference: str | None = None
    source_url: str | None = None
    original_url: str | None = None
    user_id: str | None = None
    tenant_id: str | None = None
    conversation_id: str | None = None
    file_key: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.name = d.pop("name", None)
        self.size = d.pop("size", None)
        self.extension = d.pop("extension", None)
        self.mime_type = d.pop("mime_type", None)
        self.created_by = d.pop("created_by", None)
        self.created_at = d.pop("created_at", None)
        self.preview_url = d.pop("preview_url", None)
        self.reference = d.pop("reference", None)
        self.source_url = d.pop("source_url", None)
        self.original_url = d.pop("original_url", None)
        self.user_id = d.pop("user_id", None)
        self.tenant_id = d.pop("tenant_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.file_key = d.pop("file_key", None)


@define(kw_only=True, repr=False, eq=False)
class FileUploadRequest(Model):
    """A file to store.

    Attributes:
        file: The file, with its name and MIME type.
        user: The end user who may use it: an id of your own.
    """

    file: FilePart
    user: str | None = None

    def to_multipart(self) -> dict[str, Any]:
        """The arguments of httpx for a form: files are parts with a name, the rest plain fields."""
        return {
            "data": form_fields(
                {
                    **self.additional_properties,
                    "user": self.user,
                }
            ),
            "files": {
                "file": self.file.to_tuple(),
            },
        }

    def _take(self, d: dict[str, Any]) -> None:
        self.file = required(d, "file")
        self.user = d.pop("user", None)
