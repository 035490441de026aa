"""A file on its way to the server, in constant memory."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx

from dify_ext._async import _io
from dify_ext._uploads import Upload
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
        self._begun = False

    @property
    def resendable(self) -> bool:
        """Whether the body can (still) be sent from its beginning."""
        return self._upload.resendable or not self._begun

    @property
    def content_length(self) -> int | None:
        """The body's size in bytes, where it is known before the end."""
        size = self._upload.size
        return None if size is None else len(self._head) + size + len(self._tail)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        if not self.resendable:
            raise ConfigurationError(f"{self._upload.filename!r} cannot be sent again: its source cannot start anew")
        self._begun = True
        yield self._head
        sent = 0
        async for chunk in _chunks(self._upload):
            yield chunk
            sent += len(chunk)
            if self._upload.progress is not None:
                self._upload.progress(sent, self._upload.size)
        yield self._tail


async def _chunks(upload: Upload) -> AsyncIterator[bytes]:
    content = upload.content
    if isinstance(content, bytes):
        for start in range(0, len(content), _CHUNK):
            yield content[start : start + _CHUNK]
    elif isinstance(content, Path):
        file = await _io.blocking(content.open, "rb")
        try:
            async for chunk in _read(file, upload.size):
                yield chunk
        finally:
            await _io.blocking(file.close)
    elif hasattr(content, "read"):
        if upload.resendable:
            await _io.blocking(content.seek, upload.start)
        async for chunk in _read(content, upload.size):
            yield chunk
    elif upload.is_async:
        # sync: raise ConfigurationError("an async iterable is for AsyncDify; give Dify an iterable of bytes")
        async for chunk in content:  # sync:
            yield _bytes(chunk)  # sync:
    else:
        for chunk in content:
            yield _bytes(chunk)


async def _read(file: Any, size: int | None) -> AsyncIterator[bytes]:
    """A file's bytes, no more than were announced: a file that grows meanwhile must not break its request."""
    left = size
    while left is None or left > 0:
        chunk = await _io.blocking(file.read, _CHUNK if left is None else min(_CHUNK, left))
        if not chunk:
            return
        yield _bytes(chunk)
        left = None if left is None else left - len(chunk)


def _bytes(chunk: Any) -> bytes:
    if isinstance(chunk, bytes | bytearray | memoryview):
        return bytes(chunk)
    raise ConfigurationError(f"a file is made of bytes, not of {type(chunk).__name__}")
