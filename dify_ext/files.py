"""Files on the server, and how they are mentioned in a question. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Self, TypeAlias

import attrs
from dify_api.models.file_mention import FileMention
from dify_api.models.file_upload import FileUpload

# As Dify groups them (its documentation of file types); what is in none of these is custom.
_EXTENSIONS = {
    "image": "jpg jpeg png gif webp svg",
    "document": "txt md markdown mdx pdf html htm xlsx xls vtt properties doc docx csv eml msg pptx ppt xml epub",
    "audio": "mp3 m4a wav amr mpga",
    "video": "mp4 mov mpeg webm",
}
_TYPE_OF = {extension: kind for kind, known in reversed(_EXTENSIONS.items()) for extension in known.split()}


def file_type(name: str) -> str:
    """``image``, ``document``, ``audio``, ``video`` or ``custom``, by the extension of a file's name (or a bare
    extension).
    """
    return _TYPE_OF.get(name.rpartition(".")[2].lower(), "custom")


@attrs.define(repr=False)
class UploadedFile(FileUpload):
    """A file on the server: what ``files.upload`` gives, to be named in ``files=`` or anywhere inside ``inputs``.

    It has the wire's fields (``id``, ``name``, ``size`` in bytes, ``extension``, ``mime_type``, ``created_by``,
    ``created_at`` in Unix seconds, …); ``to_dict()`` gives them as they came.
    """

    _type: str | None = attrs.field(default=None, kw_only=True, alias="type")

    @classmethod
    def from_id(cls, id: str, *, type: str) -> UploadedFile:
        """A file uploaded earlier, by its id and type (``image``, ``document``, ``audio``, ``video``, ``custom``)."""
        return cls(id=id, type=type)

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object, as the server sends it."""
        file = super().from_dict(src_dict)
        file._type = None
        return file

    @property
    def type(self) -> str:
        """Dify's group of the file: as given to :meth:`from_id`, else by its extension."""
        return self._type or file_type(self.extension or self.name or "")

    def to_mention(self) -> dict[str, Any]:
        """How a request names this file."""
        return {"type": self.type, "transfer_method": "local_file", "upload_file_id": self.id}


@attrs.frozen
class RemoteFile:
    """A file the server fetches itself: its ``url``, and its ``type`` as Dify groups them."""

    url: str
    type: str = "image"

    def to_mention(self) -> dict[str, Any]:
        """How a request names this file."""
        return {"type": self.type, "transfer_method": "remote_url", "url": self.url}


Mention: TypeAlias = UploadedFile | RemoteFile | Mapping[str, Any]


def mentioned(files: Iterable[Mention] | None) -> list[FileMention] | None:
    """Files as a request names them."""
    return None if files is None else [FileMention.from_dict(with_mentions(file)) for file in files]


def with_mentions(value: Any) -> Any:
    """The value with each file in it, however deep, as requests name files; nothing is changed in place."""
    if isinstance(value, UploadedFile | RemoteFile):
        return value.to_mention()
    if isinstance(value, Mapping):
        return {key: with_mentions(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [with_mentions(item) for item in value]
    return value
