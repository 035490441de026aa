"""A file on its way to the server, in constant memory."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx

from dify_ext._async import _io
from dify_ext._core.uploads import Upload
from dify_ext.errors import ConfigurationError

_CHUNK = 64 * 1024


class AsyncUploadStream(httpx.AsyncByteStream):
    """A multipart body: what stands before the file, the file, what stands after it.

    It can be iterated again where its source can; a source that cannot is never begun twice.
    """

    def __init__(self, head: bytes, upload: Upload, tail: bytes) -> None:
        self._head = head
        self._upload = upload
        self._tail = tail
        self._sending: _AsyncSending | None = None

    @property
    def resendable(self) -> bool:
        """Whether the body can (still) be sent from its beginning."""
        return self._upload.resendable or self._sending is None

    @property
    def content_length(self) -> int | None:
        """The body's size in bytes, where it is known before the end."""
        size = self._upload.size
        return None if size is None else len(self._head) + size + len(self._tail)

    def __aiter__(self) -> AsyncIterator[bytes]:
        if not self.resendable:
            raise ConfigurationError(
                f"{self._upload.filename!r} cannot be sent again: its source cannot start anew"
            )
        self.close_source()
        self._sending = _AsyncSending(self._head, self._upload, self._tail)
        return self._sending

    def close_source(self) -> None:
        """Close the file that was opened for this, however the sending ended; a user's own stays open."""
        if self._sending is not None:
            self._sending.close()


class _AsyncSending:
    """One way through the body. No generator: one that is abandoned keeps its file open until nobody knows when."""

    def __init__(self, head: bytes, upload: Upload, tail: bytes) -> None:
        self._upload = upload
        self._head: bytes | None = head
        self._tail: bytes | None = tail
        self._source: Any = None
        self._opened: io.BufferedReader | None = None
        self._sent = 0

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        if self._head is not None:
            head, self._head = self._head, None
            await self._open()
            return head
        if self._tail is None:
            raise StopAsyncIteration
        chunk = await self._chunk()
        if chunk:
            self._sent += len(chunk)
            if self._upload.progress is not None:
                self._upload.progress(self._sent, self._upload.size)
            return chunk
        if self._upload.size not in (None, self._sent):
            raise ConfigurationError(
                f"{self._upload.filename!r} ended after {self._sent} of {self._upload.size} bytes: "
                "it changed while it was sent"
            )
        self.close()
        tail, self._tail = self._tail, None
        return tail

    async def _open(self) -> None:
        content = self._upload.content
        if isinstance(content, Path):
            self._source = self._opened = await _io.blocking(content.open, "rb")
        elif isinstance(content, bytes):
            self._source = io.BytesIO(content)
        elif hasattr(content, "read"):
            self._source = content
            if self._upload.resendable:
                await _io.blocking(content.seek, self._upload.start)
        elif self._upload.is_async:
            # sync: raise ConfigurationError("an async iterable is for AsyncDify; give Dify an iterable of bytes")
            self._source = aiter(content)  # sync:
        else:
            self._source = iter(content)

    async def _chunk(self) -> bytes:
        """The next bytes of the file, empty at its end; no more than were announced, though the file may grow."""
        if not hasattr(self._source, "read"):
            return await self._item()
        left = _CHUNK if self._upload.size is None else min(_CHUNK, self._upload.size - self._sent)
        if left == 0 or isinstance(self._source, io.BytesIO):
            return _bytes(self._source.read(left))
        return _bytes(await _io.blocking(self._source.read, left))

    async def _item(self) -> bytes:
        if self._upload.is_async:  # sync:
            async for item in self._source:  # sync:
                if item:  # sync:
                    return _bytes(item)  # sync:
            return b""  # sync:
        for item in self._source:
            if item:
                return _bytes(item)
        return b""

    def close(self) -> None:
        """Close the file that was opened here; closing one that was read waits for nothing."""
        if self._opened is not None:
            self._opened.close()


def _bytes(chunk: Any) -> bytes:
    if isinstance(chunk, bytes | bytearray | memoryview):
        return bytes(chunk)
    raise ConfigurationError(f"a file is made of bytes, not of {type(chunk).__name__}")
