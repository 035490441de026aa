# Made from dify_ext/_async/uploads.py by scripts/regenerate: change that one.
"""The body of an upload, read piece by piece while it is sent."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from dify_ext._core.uploads import Upload, at_its_end, cannot_send
from dify_ext._sync import _io
from dify_ext.errors import ConfigurationError

_PIECE = 1024 * 1024  # bytes; each piece costs a change of thread in the asynchronous client


class UploadStream(httpx.SyncByteStream):
    """A multipart body: the bytes before the file, the file, the bytes after it.

    It can be iterated again if its source can; a source that cannot is never begun twice.
    """

    def __init__(self, head: bytes, upload: Upload, tail: bytes) -> None:
        if upload.is_async and not _io.AWAITS:
            raise cannot_send(
                upload.filename, "it must be awaited; use the asynchronous client, or give bytes"
            )
        self._head = head
        self._upload = upload
        self._tail = tail
        self._sending: _Sending | None = None

    @property
    def resendable(self) -> bool:
        """Whether the body can (still) be sent from its beginning."""
        return self._upload.resendable or self._sending is None or not self._sending.is_begun

    @property
    def content_length(self) -> int | None:
        """The body's size in bytes, if it is known before the end."""
        size = self._upload.size
        return None if size is None else len(self._head) + size + len(self._tail)

    def prepare(self) -> None:
        """Open the file and read its first piece, so that it fails before anything is sent."""
        self._fresh().open()

    def __iter__(self) -> Iterator[bytes]:
        sending = self._fresh()
        sending.is_begun = True
        return sending

    def _fresh(self) -> _Sending:
        if self._sending is None or self._sending.is_begun:
            if not self.resendable:
                raise cannot_send(self._upload.filename, "it was sent already, and cannot be read again")
            self.close_source()
            self._sending = _Sending(self._head, self._upload, self._tail)
        return self._sending

    def close_source(self) -> None:
        """Close the file that was opened here; a user's own stays open."""
        if self._sending is not None:
            self._sending.close()


class _Sending:
    """One pass through the body; a forgotten generator would keep its file open."""

    def __init__(self, head: bytes, upload: Upload, tail: bytes) -> None:
        self.is_begun = False
        self._upload = upload
        self._head: bytes | None = head
        self._first: bytes | None = None
        self._tail: bytes | None = tail
        self._source: Any = None
        self._opened: io.BufferedReader | None = None
        self._sent = 0

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        if self._head is not None:
            self.open()
            head, self._head = self._head, None
            return head
        if self._tail is None:
            raise StopIteration
        piece, self._first = self._first, None
        if piece is None:
            piece = self._piece()
        if piece:
            self._sent += len(piece)
            if self._upload.progress is not None:
                self._upload.progress(self._sent, self._upload.size)
            return piece
        if self._upload.size not in (None, self._sent):
            raise ConfigurationError(
                f"{self._upload.filename!r} ended after {self._sent} of {self._upload.size} bytes: "
                "it changed while it was sent"
            )
        self.close()
        tail, self._tail = self._tail, None
        return tail

    def open(self) -> None:
        """Open the file and read its first piece, unless that is done."""
        if self._source is not None:
            return
        upload = self._upload
        try:
            if isinstance(upload.content, Path):
                self._source = self._opened = _io.opening(
                    lambda: upload.content.open("rb"), io.BufferedReader.close
                )
            elif isinstance(upload.content, bytes):
                self._source = io.BytesIO(upload.content)
            elif hasattr(upload.content, "read"):
                self._source = upload.content
                if upload.resendable:
                    self._call(self._source.seek, upload.start)
            else:
                self._source = iter(upload.content)
        except (OSError, ValueError) as error:
            raise cannot_send(upload.filename, error) from error
        self._first = self._piece()
        is_unknown = upload.is_async and not self._first and hasattr(self._source, "tell")
        if is_unknown and self._source.tell():  # others were checked before
            raise at_its_end(upload.filename)

    def _piece(self) -> bytes:
        """The next bytes, none at the end; no more than announced, though the file may grow."""
        size = self._upload.size
        left = _PIECE if size is None else min(_PIECE, size - self._sent)
        is_file = hasattr(self._source, "read")
        try:
            if not is_file:
                piece = self._item()
            else:
                piece = self._call(self._source.read, left) if left else b""
        except (OSError, ValueError) as error:
            if is_file or isinstance(error, OSError):
                raise cannot_send(self._upload.filename, error) from error
            raise  # it is of the program's own iterator
        if isinstance(piece, bytes | bytearray | memoryview):
            return bytes(piece)
        raise cannot_send(self._upload.filename, f"it is made of {type(piece).__name__}, not of bytes")

    def _call(self, method: Any, *args: Any) -> Any:
        """Call a method of the file: in a worker thread if it may wait for a disk."""
        return method(*args) if isinstance(self._source, io.BytesIO) else _io.blocking(method, *args)

    def _item(self) -> Any:
        for item in self._source:
            if item:
                return item
        return b""

    def close(self) -> None:
        """Close the file that was opened here; closing one that was read waits for nothing."""
        if self._opened is not None:
            self._opened.close()


def resendable(request: httpx.Request) -> bool:
    """Whether the body of a request can be sent again.

    Args:
        request: The request.
    """
    stream = request.stream
    return stream.resendable if isinstance(stream, UploadStream) else isinstance(stream, httpx.ByteStream)
