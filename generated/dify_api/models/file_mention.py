from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from ..types import (
    Model,
    required,
)

if TYPE_CHECKING:
    from .enums import FileOwner, FileType, TransferMethod


@define(kw_only=True, repr=False, eq=False)
class FileMention(Model):
    """A file that goes with a message, or is the value of a file variable in `inputs`.

    Attributes:
        type: The group of the file.
        transfer_method: How the server gets at the file.
        url: Where the server fetches the file from; for `remote_url` only.
        upload_file_id: The id that the upload gave; for `local_file` only.
        id: Id of the mention itself, as a message shows it. Only the Java document has it in a
            request; the server needs none.
        belongs_to: Who brought the file. Only the Java document has it in a request; the server
            needs none.
    """

    type: FileType
    transfer_method: TransferMethod
    url: str | None = None
    upload_file_id: str | None = None
    id: str | None = None
    belongs_to: FileOwner | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.type = required(d, "type")
        self.transfer_method = required(d, "transfer_method")
        self.url = d.pop("url", None)
        self.upload_file_id = d.pop("upload_file_id", None)
        self.id = d.pop("id", None)
        self.belongs_to = d.pop("belongs_to", None)


@define(kw_only=True, repr=False, eq=False)
class StopRequest(Model):
    """Who asks for a stream to be stopped.

    Attributes:
        user: The end user who started the stream.
    """

    user: str

    def _take(self, d: dict[str, Any]) -> None:
        self.user = required(d, "user")
