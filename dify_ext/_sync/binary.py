# Made from dify_ext/_async/binary.py by scripts/regenerate: change that one.
"""An answer made of bytes: speech, a file."""

from __future__ import annotations

import inspect
import io
import os
import stat
import weakref
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, TypeAlias

import httpx

from dify_ext._core.arguments import refuse_uncallable
from dify_ext._core.downloads import ENCODINGS, filename_of, length_of
from dify_ext._core.error_response import request_id_of
from dify_ext._core.uploads import Progress
from dify_ext._sync import _io
from dify_ext._sync.body import Body
from dify_ext.errors import ConfigurationError, ResponseDecodeError

# A file, a new one beside it that is to take its place, and what is open.
_Opened: TypeAlias = "tuple[Path, Path | None, io.BufferedWriter[io.FileIO]]"

# Bytes of a file's own buffer. The asynchronous client empties it in a worker thread, and to switch
# threads costs more than to write a few bytes.
_BUFFER = 1024 * 1024 if _io.AWAITS else io.DEFAULT_BUFFER_SIZE


class BinaryResponse:
    """A binary answer (a file or speech). Only :meth:`read` loads all bytes into memory.

    The bytes can be read only once. Read them to the end, close it, or use it as a context manager.
    """

    def __init__(self, body: Body) -> None:
        self._body = body
        self._content: bytes | None = None
        weakref.finalize(self, body.close)

    @property
    def headers(self) -> httpx.Headers:
        """The response headers."""
        return self._body.headers

    @property
    def request_id(self) -> str | None:
        """The id of the request, for the administrator of the server; None if unknown."""
        return request_id_of(self.headers)

    @property
    def content_type(self) -> str | None:
        """The MIME type, such as ``audio/mpeg``."""
        kind: str | None = self.headers.get("content-type")
        return kind

    @property
    def content_length(self) -> int | None:
        """The size in bytes; None if the server does not send it."""
        return length_of(self.headers)

    @property
    def filename(self) -> str | None:
        """The name of the file, without folders; None if the server does not send one."""
        return filename_of(self.headers.get("content-disposition", ""))

    def read(self) -> bytes:
        """Read all bytes into memory; a second call returns the same.

        Returns:
            The whole content.

        Raises:
            TransportError: The connection broke, or nothing came for longer than ``timeout``.
            ResponseDecodeError: A compressed answer was cut short.
            ConfigurationError: The bytes were read already, or the answer was closed.
        """
        if self._content is None:
            self._content = b"".join([chunk for chunk in self.iter_bytes()])
        return self._content

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """Iterate over the bytes while they arrive.

        Args:
            chunk_size: The number of bytes in each chunk except the last. None: as they arrive.

        Returns:
            An iterator, which raises what :meth:`read` raises.
        """
        if chunk_size is not None and chunk_size < 1:
            raise ConfigurationError(f"chunk_size is {chunk_size}: give a number of bytes, or None")
        encoding = self.headers.get("content-encoding", "").strip().lower()
        if encoding not in ENCODINGS and not self._body.response.is_closed:
            raise ResponseDecodeError(
                f"the answer is compressed with {encoding}, which the client did not request"
            )
        return _Chunks(self, chunk_size)

    def write_to(
        self, path_or_file: str | os.PathLike[str] | IO[bytes], progress: Progress | None = None
    ) -> int:
        """Write all bytes to a file.

        If it fails, nothing is written to the path, and an old file is unchanged. An old file that
        is replaced keeps its permissions. If the path is a symbolic link, its target is replaced.

        Args:
            path_or_file: A path, or an open binary file, which is not closed.
            progress: Called with the bytes so far and the total (None if it is not known).

        Returns:
            The number of bytes.

        Raises:
            ConfigurationError: The file cannot be written.
            TransportError: The connection broke, or nothing came for longer than ``timeout``.
            ResponseDecodeError: A compressed answer was cut short.
        """
        try:
            refuse_uncallable(progress=progress)
            if isinstance(path_or_file, str | os.PathLike):
                return self._write_path(Path(path_or_file), progress)
            _refuse_unusable(path_or_file)
            return self._copy(path_or_file, "the file", progress, 0)
        finally:
            self.close()

    def _write_path(self, path: Path, progress: Progress | None) -> int:
        opened: _Opened = _local(str(path), _io.opening, _opened, _discard, path)
        target, partial, file = opened
        try:
            try:
                written = self._copy(file, str(path), progress, _BUFFER)
            finally:
                _local(str(path), file.close)
            if partial is not None:
                _local(str(path), os.replace, partial, target)
        except BaseException:
            _discard(opened)
            raise
        return written

    def _copy(self, file: Any, name: str, progress: Progress | None, buffer: int) -> int:
        """Write all bytes that arrive; the file keeps so many in its buffer."""
        received = buffered = 0
        for chunk in self.iter_bytes():
            received += len(chunk)
            buffered += len(chunk)
            if buffered > buffer:  # then it writes
                _local(name, file.write, chunk)
                buffered = len(chunk)
            else:
                file.write(chunk)
            if progress is not None:
                progress(received, self.content_length)
        return received

    def close(self) -> None:
        """Release the connection; unread bytes are lost."""
        self._body.close()

    def __enter__(self) -> BinaryResponse:
        return self

    def __exit__(self, *args: object) -> None:
        self.close()

    def __repr__(self) -> str:
        if "_body" not in self.__dict__:
            return f"<{type(self).__name__}, not made>"
        return f"<{type(self).__name__} {self.content_type}, {self.content_length} bytes>"


class _Chunks:
    """The bytes, one chunk after another.

    It refers to its answer, which is closed when it is forgotten.
    """

    def __init__(self, binary: BinaryResponse, size: int | None) -> None:
        self._binary = binary
        self._size = size
        self._read = iter([binary._content] if binary._content else ())
        self._rest = bytearray()
        self._is_over = False

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            return self._next() if self._size is None else self._sized(self._size)
        except BaseException:
            self._binary.close()
            raise

    def _next(self) -> bytes:
        if self._binary._content is None and not self._is_over:
            try:
                return next(self._binary._body)
            except StopIteration:
                self._is_over = True
        for content in self._read:
            return content
        raise StopIteration

    def _sized(self, size: int) -> bytes:
        with suppress(StopIteration):
            while len(self._rest) < size:
                self._rest += self._next()
        if not self._rest:
            raise StopIteration
        chunk = bytes(self._rest[:size])
        del self._rest[:size]
        return chunk


def _opened(path: Path) -> _Opened:
    """The file behind the path, a new file beside it that is to take its place, and the open file.

    A device or a pipe is opened itself.
    """
    target = Path(os.path.realpath(path))
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and not stat.S_ISREG(mode):
        return target, None, io.BufferedWriter(target.open("wb", buffering=0), _BUFFER)
    partial = target.with_name(f".{os.urandom(8).hex()}.part")
    file = io.BufferedWriter(partial.open("xb", buffering=0), _BUFFER)
    if mode is not None:
        partial.chmod(stat.S_IMODE(mode))
    return target, partial, file


def _discard(opened: _Opened) -> None:
    _, partial, file = opened
    with suppress(OSError):
        file.raw.close()  # what is in its buffer is not wanted; a full pipe would make it wait
    if partial is not None:
        partial.unlink(missing_ok=True)


def _local(name: str, function: Callable[..., Any], *args: Any) -> Any:
    """Call what works on a local file: in a worker thread, and its failures are our errors."""
    try:
        return _io.blocking(function, *args)
    except (OSError, ValueError, TypeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigurationError(f"cannot write {name!r}: {reason}") from error


def _refuse_unusable(file: Any) -> None:
    if isinstance(file, io.TextIOBase):
        raise ConfigurationError("the file is open in text mode: open it with open(path, 'wb')")
    if inspect.iscoroutinefunction(getattr(file, "write", None)) and not _io.AWAITS:
        raise ConfigurationError(
            "writing to this file must be awaited: use the asynchronous client, or give a path"
        )
    if not callable(getattr(file, "write", None)):
        raise ConfigurationError(f"cannot write to a {type(file).__name__}: give a path or a binary file")
