"""A file to be sent: what its source is, and the form it travels in; and what a file that is received is called.

Pure but for looking at a local file.
"""

from __future__ import annotations

import io
import mimetypes
import os
import re
import secrets
import stat
from collections.abc import AsyncIterable, Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from email.message import Message
from pathlib import Path, PurePath
from typing import IO, Any, TypeAlias
from urllib.parse import unquote

import attrs

from dify_ext.errors import ConfigurationError

Bytes: TypeAlias = "bytes | bytearray | memoryview | IO[bytes] | Iterable[bytes] | AsyncIterable[bytes]"
Content: TypeAlias = "str | os.PathLike[str] | Bytes"
FileSource: TypeAlias = "Content | tuple[str, Content] | tuple[str, Content, str | None]"
Progress: TypeAlias = Callable[[int, "int | None"], object]

_AUDIO_SIGNS = (
    (b"RIFF", "wav"),
    (b"OggS", "ogg"),
    (b"fLaC", "flac"),
    (b"\x1aE\xdf\xa3", "webm"),
    (b"#!AMR", "amr"),
)


@attrs.frozen
class Upload:
    """A file about to be sent. ``size`` is in bytes, None where only the end will tell; ``resendable``: can start
    again.
    """

    filename: str
    mime_type: str
    content: Any = attrs.field(repr=False)
    size: int | None
    resendable: bool
    start: int = 0  # where a seekable file stood when it was handed over
    progress: Progress | None = None

    def to_tuple(self) -> tuple[str, Upload, str]:
        """The form in which generated code hands a file on; the session knows an upload in it."""
        return self.filename, self, self.mime_type

    @property
    def is_async(self) -> bool:
        """Whether the content can only be read by an event loop."""
        return hasattr(self.content, "__aiter__") and not hasattr(self.content, "read")

    @classmethod
    def of(cls, file: FileSource, *, progress: Progress | None = None, audio: bool = False) -> Upload:
        """Look at what is to be sent. ``audio`` gives the type Dify wants of speech: ``audio/`` and the name's
        extension.
        """
        name, content, mime_type = _parts(file)
        size, resendable, start = None, True, 0
        if isinstance(content, str | os.PathLike):
            content = Path(content)
            name = name or content.name
            try:
                status = content.stat()
            except (OSError, ValueError) as error:
                raise ConfigurationError(
                    f"cannot send {str(content)!r}: {getattr(error, 'strerror', None) or error}"
                ) from error
            if stat.S_ISDIR(status.st_mode):
                raise ConfigurationError(f"cannot send {str(content)!r}: it is a folder")
            resendable = stat.S_ISREG(status.st_mode)  # a pipe or a device comes but once, and has no size
            size = status.st_size if resendable else None
        elif isinstance(content, bytes | bytearray | memoryview):
            content = bytes(content)
            size = len(content)
        elif hasattr(content, "read"):
            name = name or _name_of(content)
            size, resendable, start = _look_into(content)
        elif isinstance(content, Iterable | AsyncIterable):
            resendable = not isinstance(content, Iterator) and not hasattr(content, "__anext__")
        else:
            raise ConfigurationError(
                f"cannot send a {type(content).__name__}: give a path, bytes, a binary file, an iterable of bytes, "
                "or (filename, content[, mime_type])"
            )
        if audio and not name:
            name = f"audio.{_audio_extension(content)}"
        name = name or "file"
        return cls(name, mime_type or _mime_type(name, audio), content, size, resendable, start, progress)


def multipart(fields: Mapping[str, str], field_name: str, upload: Upload) -> tuple[str, bytes, bytes]:
    """The content type, and what goes before and after the file, of a ``multipart/form-data`` body; the boundary is
    random.
    """
    boundary = secrets.token_hex(16)
    head = b""
    for name, value in fields.items():
        head += f'--{boundary}\r\nContent-Disposition: form-data; name="{_quoted(name)}"\r\n\r\n{value}\r\n'.encode(
            errors="replace"
        )
    head += (
        f'--{boundary}\r\nContent-Disposition: form-data; name="{_quoted(field_name)}"; '
        f'filename="{_quoted(upload.filename)}"\r\nContent-Type: {upload.mime_type}\r\n\r\n'
    ).encode(errors="replace")
    return f"multipart/form-data; boundary={boundary}", head, f"\r\n--{boundary}--\r\n".encode()


def _parts(file: FileSource) -> tuple[str | None, Any, str | None]:
    if not isinstance(file, tuple):
        return None, file, None
    name, content, mime_type = (*file, None)[:3] if len(file) in (2, 3) else (None, None, None)
    if not isinstance(name, str) or not name or not isinstance(mime_type, str | None):
        raise ConfigurationError("a file as a tuple is (filename, content) or (filename, content, mime_type)")
    if mime_type is not None and not (mime_type.isascii() and mime_type.isprintable()):
        raise ConfigurationError(f"{mime_type!r} is no MIME type")
    # A plain name is left alone: pathlib interns what it reads, and Python 3.12 never lets go of that.
    return name if os.path.basename(name) == name else PurePath(name).name or name, content, mime_type


def _name_of(file: Any) -> str | None:
    name = getattr(file, "name", None)
    return PurePath(name).name if isinstance(name, str) and not name.startswith("<") else None


def _look_into(file: Any) -> tuple[int | None, bool, int]:
    """Size from where the file stands, whether it can start again, and where it stands."""
    # Temporary files wrap the real one.
    if any(
        isinstance(it, io.TextIOBase)
        for it in (file, getattr(file, "file", None), getattr(file, "_file", None))
    ):
        raise ConfigurationError("the file is open in text mode: open it in binary mode, open(path, 'rb')")
    try:
        if getattr(file, "closed", False):
            raise ConfigurationError("the file is closed already")
        start = file.tell()
        file.seek(0, io.SEEK_END)
        size = file.tell() - start
        file.seek(start)
    except (OSError, AttributeError):  # a pipe, a socket, an object with read() alone
        return None, False, 0
    return max(size, 0), True, start


def _mime_type(name: str, audio: bool) -> str:
    extension = name.rpartition(".")[2].lower()
    if audio:  # Dify refuses audio/mpeg and takes audio/mp3.
        return f"audio/{extension}" if extension.isalnum() and "." in name else "audio/mp3"
    kind, encoding = mimetypes.guess_type(name)
    return f"application/{encoding}" if encoding else kind or "application/octet-stream"  # a.tar.gz is a gzip


def _audio_extension(content: Any) -> str:
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


def filename_of(disposition: str) -> str | None:
    """The file name in a ``Content-Disposition`` header (RFC 6266), without any folder."""
    message = Message()
    message["content-disposition"] = disposition
    given = message.get_filename() or ""
    encoded = re.search(r"filename\*=\s*([\w-]+)'[^']*'([^;\s]+)", disposition, re.IGNORECASE)
    if encoded:  # it wins over the plain name beside it, which the standard library prefers
        with suppress(LookupError, ValueError):
            given = unquote(encoded[2], encoding=encoded[1], errors="replace")
    name = PurePath("".join(c for c in given if c.isprintable()).replace("\\", "/")).name
    return name if name not in ("", ".", "..") else None


def promises_file(headers: Mapping[str, str]) -> bool:
    """Whether an answer is a file, not a message in its place: Dify answers some failures with 200 and JSON."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in ("application/json", "text/html"):
        return True
    # A file that happens to be JSON or HTML: Dify serves it to download, or to be kept for an hour; a message never is.
    if headers.get("content-disposition", "").lower().startswith("attachment"):
        return True
    return kind == "application/json" and "max-age" in headers.get("cache-control", "")
