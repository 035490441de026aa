"""Files on the server, and how a request mentions them. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Self, TypeAlias
from urllib.parse import unquote, urlsplit

import attrs
from dify_api.models import FileMention, FileUpload
from dify_api.types import WrongShape

from dify_ext._file_types import file_type, is_known
from dify_ext.errors import ConfigurationError


@attrs.define(repr=False)
class UploadedFile(FileUpload):
    """A file on the server, as ``files.upload`` returns it. It can be used in ``files=`` and
    anywhere in ``inputs``.

    It has the fields of the API (``id``, ``name``, ``size`` in bytes, ``extension``, ``mime_type``,
    ``created_by``, ``created_at`` in Unix seconds, …); ``to_dict()`` returns them unchanged.
    """

    _type: str | None = attrs.field(default=None, kw_only=True, alias="type")

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; the server does not send the type."""
        self = super().from_dict(src_dict)
        self._type = None
        return self

    @classmethod
    def from_id(cls, id: str, *, type: str) -> UploadedFile:
        """Create an object for a file that was uploaded earlier.

        Args:
            id: The id that the upload returned.
            type: Dify's file type: ``image``, ``document``, ``audio``, ``video`` or ``custom``.

        Returns:
            The file; its other fields are None.
        """
        return cls(id=id, type=type)

    @property
    def type(self) -> str:
        """Dify's file type: from :meth:`from_id`, else by extension, else by MIME type."""
        return self._type or file_type(self.extension or self.name or "", self.mime_type)

    def to_mention(self) -> dict[str, Any]:
        """The JSON object that refers to this file in a request."""
        return {"type": self.type, "transfer_method": "local_file", "upload_file_id": self.id}


@attrs.frozen
class RemoteFile:
    """A file that the Dify server downloads itself.

    Args:
        url: The URL of the file.
        type: Dify's file type: ``image``, ``document``, ``audio``, ``video`` or ``custom``. None:
            by the extension in the path of the URL, else ``image``.
    """

    url: str
    _type: str | None = attrs.field(default=None, alias="type")

    @property
    def type(self) -> str:
        """Dify's file type."""
        if self._type is not None:
            return self._type
        try:
            name = unquote(urlsplit(self.url).path.rpartition("/")[2])
        except ValueError:  # an address that no server can fetch; it will say so
            name = ""
        return file_type(name) if is_known(name) else "image"

    def to_mention(self) -> dict[str, Any]:
        """The JSON object that refers to this file in a request."""
        return {"type": self.type, "transfer_method": "remote_url", "url": self.url}


Mention: TypeAlias = UploadedFile | RemoteFile | Mapping[str, Any]


def mentioned(files: Mention | Iterable[Mention] | None) -> list[FileMention] | None:
    """The value of ``files=`` for a request; a single file becomes a list.

    Raises:
        ConfigurationError: One of them is no file of a server; it names the place.
    """
    if files is None:
        return None
    is_one = isinstance(files, str | bytes | bytearray | memoryview | Mapping) or hasattr(files, "read")
    several: Iterable[Any] = files if isinstance(files, Iterable) and not is_one else [files]
    return [_mention(file, f"files[{index}]") for index, file in enumerate(several)]


def _mention(file: Any, place: str) -> FileMention:
    if not isinstance(file, UploadedFile | RemoteFile | Mapping):
        raise ConfigurationError(
            f"{place} is of type {type(file).__name__}: give what client.files.upload(…) returns, "
            "UploadedFile.from_id(id, type=…), RemoteFile(url), or a mapping as the API has it"
        )
    try:
        return FileMention.from_dict(with_mentions(file))
    except WrongShape as error:
        raise ConfigurationError(f"{place}.{error}") from None


def with_mentions(value: Any) -> Any:
    """A copy of the value in which each file, however deep, is as requests mention it."""
    try:
        return _with_mentions(value)
    except RecursionError:  # as JSON it is refused, with its place
        return value


def _with_mentions(value: Any) -> Any:
    if isinstance(value, UploadedFile | RemoteFile):
        return value.to_mention()
    if isinstance(value, Mapping):
        return {key: _with_mentions(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_with_mentions(item) for item in value]
    return value
