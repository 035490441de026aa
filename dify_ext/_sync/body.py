# Made from dify_ext/_async/body.py by scripts/regenerate: change that one.
"""The body of an answer as it comes: decoded bytes, our errors, and the limits of its call."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from typing import Any

import httpx

from dify_ext._core.downloads import COMPRESSED, ENCODINGS, Decompressor
from dify_ext._core.limits import CURRENT, Limit
from dify_ext._core.transport_error import HTTPX_ERRORS, our_error
from dify_ext._sync.connections import Connections
from dify_ext._sync.network import (
    content_of,
    hang_up,
)
from dify_ext.errors import ConfigurationError, ConnectionFailed, ResponseDecodeError

_FREE, _READING, _ENDED, _CLOSED = "free", "reading", "ended", "closed"


class Body:
    """An iterator of the decoded bytes of an answer.

    It raises RequestTimeout if no decoded bytes came within the limit, ConnectionFailed if the
    connection broke or another thread or task closed the body, and ResponseDecodeError if the bytes
    cannot be decompressed.
    """

    def __init__(
        self, response: httpx.Response, limit: Limit, connections: Connections, client: httpx.Client
    ) -> None:
        self.response = response
        self.limit = limit
        self._connections = connections
        self._client = client  # its connections stay open as long as this body needs them
        self._chunks: Iterator[bytes] | None = None
        self._state = _FREE
        self._guard = threading.Lock()  # held only briefly, never across an

    @property
    def headers(self) -> httpx.Headers:
        """The answer's headers."""
        return self.response.headers

    def allow(self, seconds: float) -> None:
        """The next bytes must come within so many seconds, counted from when they are asked for.

        Args:
            seconds: How long the next bytes may take.
        """
        self.limit.allow(seconds)

    def __iter__(self) -> Body:
        return self

    def __next__(self) -> bytes:
        with self._guard:
            if self._state in (_CLOSED, _ENDED):
                raise ConfigurationError("the body was already read or closed: it can be read only once")
            self._state = _READING
        state = _FREE
        try:
            chunk = self._pull(self._chunks or self._begin_stream())
            if chunk is not None:
                self.limit.progress()
                return chunk
            state = _ENDED
            self._close()
            raise StopIteration
        except HTTPX_ERRORS as error:
            raise our_error(error, self.response.request, self.limit) from error
        finally:
            with self._guard:
                was_closed = self._state == _CLOSED
                self._state = _CLOSED if was_closed else state
            if was_closed:  # by another thread or task, which left the rest to us
                self._close()
                raise ConnectionFailed("the stream was closed while it was read")

    def read(self, max_bytes: int) -> bytes:
        """The whole body, which is then the response's content: at most ``max_bytes``, decoded.

        The status of a refusal counts more than its text: of a text that is cut, cannot be
        decompressed or is too long, what came before is the content.

        It raises what httpx raises: whether the call is tried again depends on it.

        Args:
            max_bytes: The most that is read, decoded.
        """
        response, pieces = self.response, list[bytes]()
        try:
            # A user's hook may have read it. What httpx reads itself, it reads without a limit, and
            # keeps in this attribute.
            if not hasattr(response, "_content"):
                try:
                    if not response.is_closed:
                        self._read_into(pieces, max_bytes)
                except (*HTTPX_ERRORS, ResponseDecodeError) as error:
                    if response.is_success or isinstance(error, httpx.TimeoutException):
                        raise
                response._content = b"".join(pieces)
        finally:
            self.close()
        return response.content

    def _read_into(self, pieces: list[bytes], max_bytes: int) -> None:
        size, chunks = 0, self._begin()
        while (chunk := self._pull(chunks)) is not None:
            size += len(chunk)
            self.limit.arrived(len(chunk))
            left = self.limit.left()
            if left is not None and left <= 0:  # a user's own client does not look at it
                raise httpx.ReadTimeout("the body came too slowly")
            if size > max_bytes:
                raise ResponseDecodeError(
                    f"the answer is larger than {max_bytes} bytes: raise max_response_bytes= or ask for less",
                    response=self.response,
                )
            pieces.append(chunk)

    def _begin_stream(self) -> Iterator[bytes]:
        # httpcore looks at the request's read timeout once, when it begins with the body.
        timeout: dict[str, Any] = self.response.request.extensions.get("timeout", {})
        timeout["read"] = self.limit.seconds
        self._chunks = self._begin()
        return self._chunks

    def _begin(self) -> Iterator[bytes]:
        self.limit.progress()
        encoding = self.response.headers.get("content-encoding", "").strip().lower()
        if hasattr(self.response, "_content") or encoding not in ENCODINGS:
            # A hook has read it, or it is an encoding that the user asked for.
            return self.response.iter_bytes()
        chunks = content_of(self.response)
        return _decompressed(chunks, Decompressor(encoding)) if encoding in COMPRESSED else chunks

    def _pull(self, chunks: Iterator[bytes]) -> bytes | None:
        """The next bytes; None at the end."""
        current = CURRENT.set(self.limit)
        try:
            return self._connections.within(self.limit, chunks.__next__)
        except StopIteration:
            return None
        finally:
            CURRENT.reset(current)

    def close(self) -> None:
        """Close the connection, or give it back if all was read. A cancelled task still does it.

        A reader in another thread or task gets ConnectionFailed, and closes the connection.
        """
        with self._guard:
            before, self._state = self._state, _CLOSED
        if before == _READING:
            hang_up(self.response.extensions.get("network_stream"))
        elif before == _FREE:
            self._close()

    def _close(self) -> None:
        chunks: Any = self._chunks
        try:
            self._connections.within(None, self.response.close)
        finally:
            if hasattr(chunks, "close"):
                self._connections.within(None, chunks.close)


def _decompressed(chunks: Iterator[bytes], decompressor: Decompressor) -> Generator[bytes, None, None]:
    for chunk in chunks:
        yield from decompressor.feed(chunk)
    decompressor.finish()
