"""A file to be sent: its source, its name and type, and the form that it is sent in.

Pure but for a look at a local file.
"""

from __future__ import annotations

import inspect
import io
import os
import secrets
import stat
from collections.abc import AsyncIterable, Callable, Iterable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import IO, Any, TypeAlias

import attrs

from dify_ext._core.arguments import refuse_uncallable
from dify_ext._file_types import extension_of, mime_type_of
from dify_ext.errors import ConfigurationError

Bytes: TypeAlias = "bytes | bytearray | memoryview | IO[bytes] | Iterable[bytes] | AsyncIterable[bytes]"
Content: TypeAlias = "str | os.PathLike[str] | Bytes"
FileSource: TypeAlias = "Content | tuple[str, Content] | tuple[str, Content, str | None]"
Progress: TypeAlias = Callable[[int, "int | None"], object]

_UNKNOWN = "application/octet-stream"
# the attributes of Starlette, aiofiles and anyio that hold the file itself
_WRAPPED = ("file", "_file", "wrapped")
_AUDIO_SIGNS = (
    (b"RIFF", "wav"),
    (b"OggS", "ogg"),
    (b"fLaC", "flac"),
    (b"\x1aE\xdf\xa3", "webm"),
    (b"#!AMR", "amr"),
)
_AUDIO_SUBTYPES = {
    "mpeg": "mp3",
    "mp4": "m4a",
    "x-m4a": "m4a",
    "x-wav": "wav",
    "wave": "wav",
    "vnd.wave": "wav",
}


@attrs.frozen
class Upload:
    """A file to be sent.

    Attributes:
        size: Bytes; None if it is known only at the end.
        resendable: Whether it can be read from its beginning again.
        start: The position of a seekable file when it was given.
    """

    filename: str
    mime_type: str
    content: Any = attrs.field(repr=False)
    size: int | None
    resendable: bool
    start: int = 0
    progress: Progress | None = None

    def to_tuple(self) -> tuple[str, Upload, str]:
        """The form in which generated code hands a file on; the session knows an upload in it."""
        return self.filename, self, self.mime_type

    @property
    def is_async(self) -> bool:
        """Whether reading it must be awaited."""
        return _is_async(self.content)

    @classmethod
    def of(cls, file: FileSource, *, progress: Progress | None = None, audio: bool = False) -> Upload:
        """Inspect a file that is to be sent.

        Args:
            file: A path, bytes, an open binary file (a web framework's too), an iterable of bytes,
                or ``(filename, content[, mime_type])``.
            progress: Called with the bytes sent so far and the total (None if it is not known).
            audio: Use the MIME type that Dify takes for speech: ``audio/`` and the extension.

        Raises:
            ConfigurationError: The file cannot be sent; the error says what to do.
        """
        refuse_uncallable(progress=progress)
        name, content, mime_type = _parts(file)
        given = content
        if not hasattr(content, "read") and hasattr(getattr(content, "file", None), "read"):
            content = content.file  # aiohttp's uploads, for example, have a file object but are not one
        if isinstance(content, str | os.PathLike):
            content = Path(content)
        name = name or _name_of(given)
        label = str(content) if isinstance(content, Path) else name or type(content).__name__
        size, resendable, start = _look_into(content, label)
        if isinstance(content, bytearray | memoryview):
            content = bytes(content)
        declared = _declared_type(given)
        if audio:
            extension = _audio_extension(name or "", declared, content)
            name = name or f"audio.{extension}"
            mime_type = mime_type or f"audio/{extension}"
        name = name or "file"
        mime_type = mime_type or declared or mime_type_of(name) or _UNKNOWN
        return cls(name, mime_type, content, size, resendable, start, progress)


def multipart(fields: Mapping[str, str], field_name: str, upload: Upload) -> tuple[str, bytes, bytes]:
    """The content type of a multipart form, and its bytes before and after the file."""
    boundary = secrets.token_hex(16)
    head = b""
    for name, value in fields.items():
        disposition = f'Content-Disposition: form-data; name="{_quoted(name)}"'
        head += f"--{boundary}\r\n{disposition}\r\n\r\n{value}\r\n".encode(errors="replace")
    head += (
        f'--{boundary}\r\nContent-Disposition: form-data; name="{_quoted(field_name)}"; '
        f'filename="{_quoted(upload.filename)}"\r\nContent-Type: {upload.mime_type}\r\n\r\n'
    ).encode(errors="replace")
    return f"multipart/form-data; boundary={boundary}", head, f"\r\n--{boundary}--\r\n".encode()


def cannot_send(name: str, error: Exception | str) -> ConfigurationError:
    """The error for a file that cannot be read."""
    return ConfigurationError(f"cannot send {name!r}: {getattr(error, 'strerror', None) or error}")


def at_its_end(name: str) -> ConfigurationError:
    """The error for a file from which nothing would be sent."""
    return cannot_send(name, "it was read to its end; call seek(0) before it is sent")


def _parts(file: FileSource) -> tuple[str | None, Any, str | None]:
    if not isinstance(file, tuple):
        return None, file, None
    name, content, mime_type = (*file, None)[:3] if len(file) in (2, 3) else (None, None, None)
    if not isinstance(name, str) or not name or not isinstance(mime_type, str | None):
        raise ConfigurationError("a file as a tuple is (filename, content) or (filename, content, mime_type)")
    if mime_type is not None and not (mime_type.isascii() and mime_type.isprintable()):
        raise ConfigurationError(f"{mime_type!r} is not a MIME type")
    # Without pathlib, which interns names for ever (Python 3.12).
    return name if os.path.basename(name) == name else PurePath(name).name or name, content, mime_type


def _name_of(content: Any) -> str | None:
    """The name of the file, in frameworks ``filename``; ``name`` may be that of the form field."""
    name = getattr(content, "filename" if hasattr(content, "filename") else "name", None)
    if isinstance(content, str):
        name = content
    elif isinstance(content, os.PathLike):
        name = os.fspath(content)
    return PurePath(name).name or name if isinstance(name, str) and not name.startswith("<") else None


def _declared_type(content: Any) -> str | None:
    declared = getattr(content, "content_type", None)
    if isinstance(declared, str) and declared.isascii() and declared.isprintable() and declared != _UNKNOWN:
        return declared or None
    return None


def _look_into(content: Any, name: str) -> tuple[int | None, bool, int]:
    """The size from the present position, whether it can be sent again, and the position."""
    try:
        if isinstance(content, Path):
            return *_look_at_path(content), 0
        if isinstance(content, bytes | bytearray | memoryview):
            return memoryview(content).nbytes, True, 0
        if hasattr(content, "read"):
            return _look_at_file(content, name)
    except (OSError, ValueError) as error:
        raise error if isinstance(error, ConfigurationError) else cannot_send(name, error) from error
    if isinstance(content, Iterable | AsyncIterable) and not isinstance(content, Mapping):
        return None, not isinstance(content, Iterator) and not hasattr(content, "__anext__"), 0
    raise ConfigurationError(
        f"cannot send a {type(content).__name__}: give a path, bytes, a binary file, an iterable of bytes, "
        "or (filename, content[, mime_type])"
    )


def _look_at_path(path: Path) -> tuple[int | None, bool]:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise cannot_send(str(path), "it is a folder")
    if not stat.S_ISREG(status.st_mode):  # a pipe or a device can be read only once, and has no size
        return None, False
    with path.open("rb") as file:  # fails if it may not be read
        is_empty = status.st_size == 0 and not file.read(1)
    return status.st_size if status.st_size or is_empty else None, True  # the files of /proc say 0


def _look_at_file(file: Any, name: str) -> tuple[int | None, bool, int]:
    layers = [file, *(getattr(file, attribute, None) for attribute in _WRAPPED)]
    plain = next((it for it in layers if callable(getattr(it, "tell", None)) and not _is_async(it)), None)
    if any(isinstance(it, io.TextIOBase) for it in layers):
        raise cannot_send(name, "it is open in text mode; open it in binary mode, open(path, 'rb')")
    if getattr(plain, "closed", False) is True:
        raise cannot_send(name, "it is closed already")
    readable = getattr(plain, "readable", None)
    if (
        plain is not None and callable(readable) and readable() is False
    ):  # a subclass of io.RawIOBase may say so, and yet be read
        try:
            plain.read(0)
        except io.UnsupportedOperation:
            raise cannot_send(name, "it is open for writing alone; open it with open(path, 'rb')") from None
    if plain is None:
        return None, False, 0
    try:
        start = plain.tell()
        size = plain.seek(0, io.SEEK_END) or plain.tell()
        plain.seek(start)
    except (OSError, ValueError, AttributeError, TypeError):  # a pipe, a socket
        return None, False, 0
    return _believed(plain, size - start, start, name), True, start


def _believed(file: Any, size: int, start: int, name: str) -> int | None:
    """The size, unless the file says that it has none, and yet has a byte, as those of /proc do."""
    if size > 0:
        return size
    if start > 0:
        raise at_its_end(name)
    is_empty = not file.read(1)
    file.seek(0)
    return 0 if is_empty else None


def _is_async(content: Any) -> bool:
    if hasattr(content, "read"):
        return inspect.iscoroutinefunction(content.read)
    return hasattr(content, "__aiter__")


def _audio_extension(name: str, declared: str | None, content: Any) -> str:
    if "." in name and (extension := extension_of(name)).isalnum():
        return extension
    kind, _, subtype = (declared or "").partition(";")[0].strip().lower().partition("/")
    if kind == "audio" and subtype:
        return _AUDIO_SUBTYPES.get(subtype, subtype)
    if isinstance(content, bytes):
        for sign, extension in _AUDIO_SIGNS:
            if content.startswith(sign):
                return extension
        if content[4:8] == b"ftyp":
            return "m4a"
    return "mp3"


def _quoted(text: str) -> str:
    """A name inside quotes as browsers write it (the HTML standard's form encoding)."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
