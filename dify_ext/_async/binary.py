"""An answer made of bytes: speech, a file."""

from __future__ import annotations

import os

# sync: import weakref
from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO, Any

import httpx

from dify_ext._async import _io
from dify_ext._core.operation_call import our_errors
from dify_ext._core.uploads import Progress, filename_of
from dify_ext.errors import ConfigurationError


class AsyncBinaryResponse:
    """Bytes on their way here: not in memory unless :meth:`read` asks for it. Read it to the end, or close it; a
    context manager.
    """

    def __init__(self, response: httpx.Response, keep_alive: object) -> None:
        self._response = response
        self._keep_alive = keep_alive  # the client that the bytes come through
        # sync: weakref.finalize(self, response.close)

    @property
    def headers(self) -> httpx.Headers:
        """The answer's headers."""
        return self._response.headers

    @property
    def content_type(self) -> str | None:
        """The MIME type, such as ``audio/mpeg``."""
        kind: str | None = self.headers.get("content-type")
        return kind

    @property
    def content_length(self) -> int | None:
        """The size in bytes, where the server says it beforehand."""
        length = self.headers.get("content-length", "")
        return int(length) if length.isdigit() and "content-encoding" not in self.headers else None

    @property
    def filename(self) -> str | None:
        """The file's name, where the server gives one; never with a folder."""
        return filename_of(self.headers.get("content-disposition", ""))

    async def read(self) -> bytes:
        """All bytes, in memory; may be asked for again."""
        with our_errors(self._response.request):
            return await self._response.aread()

    def iter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """The bytes as they come, or in chunks of ``chunk_size``."""
        return _Chunks(self._response, chunk_size)

    async def write_to(
        self, path_or_file: str | os.PathLike[str] | IO[bytes], progress: Progress | None = None
    ) -> int:
        """Write all to a path or an open binary file; returns the number of bytes.

        A path gets the whole file or none: what breaks on the way leaves what was there before. ``progress`` is called
        with the bytes written so far and the total, None where the server does not say it.
        """
        if not isinstance(path_or_file, str | os.PathLike):
            return await self._copy(path_or_file, progress)
        path = Path(path_or_file)
        partial = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
        try:
            file = await _io.blocking(open, partial, "xb")
        except OSError as error:
            await self.aclose()
            raise ConfigurationError(f"cannot write {str(path)!r}: {error.strerror or error}") from error
        try:
            try:
                written = await self._copy(file, progress)
            finally:
                file.close()
            await _io.blocking(os.replace, partial, path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
        return written

    async def _copy(self, file: Any, progress: Progress | None) -> int:
        written = 0
        async for chunk in self.iter_bytes():
            await _io.blocking(file.write, chunk)
            written += len(chunk)
            if progress is not None:
                progress(written, self.content_length)
        return written

    async def aclose(self) -> None:
        """Give the connection back; what was not read is lost."""
        await self._response.aclose()

    async def __aenter__(self) -> AsyncBinaryResponse:
        return self

    async def __aexit__(self, *args: object) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.content_type}, {self.content_length} bytes>"


class _Chunks:
    """The bytes one after the other; at the end, and when it breaks, the connection is given back."""

    def __init__(self, response: httpx.Response, chunk_size: int | None) -> None:
        self._response = response
        self._chunks = response.aiter_bytes(chunk_size)

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        try:
            with our_errors(self._response.request):
                return await anext(self._chunks)
        except BaseException:
            await self._response.aclose()
            raise
