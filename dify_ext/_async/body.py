"""The body of an answer as it comes: decoded bytes, our errors, and a limit for silence."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import AsyncGenerator
from typing import Any, cast

import httpx

from dify_ext._core.operation_call import our_errors
from dify_ext.errors import RequestTimeout


class AsyncBody:
    """An iterator of the decoded bytes of a streamed answer.

    It raises RequestTimeout when nothing that can be decoded came within the limit, ConnectionFailed when the
    connection broke, and ResponseDecodeError when the bytes cannot be decompressed. It closes nothing by itself
    but at its end.
    """

    def __init__(self, response: httpx.Response, seconds: float) -> None:
        self.response = response
        self._chunks = cast(AsyncGenerator[bytes, None], response.aiter_bytes())
        self.allow(seconds)
        self._limit_reads(response.extensions.get("network_stream"))

    @property
    def headers(self) -> httpx.Headers:
        """The answer's headers."""
        return self.response.headers

    def allow(self, seconds: float) -> None:
        """The next bytes must come within so many seconds from now; the reader's own time is not counted twice."""
        self._seconds = seconds
        self._until = time.monotonic() + seconds
        self.response.request.extensions["timeout"]["read"] = seconds

    def _limit_reads(self, stream: Any) -> None:
        if stream is None or "read" in vars(stream):
            return
        plain = stream.read

        async def read(max_bytes: int, timeout: float | None = None) -> Any:
            left = max(self._until - time.monotonic(), 0.001)
            return await plain(max_bytes, left if timeout is None else min(left, timeout))

        with contextlib.suppress(AttributeError):
            stream.read = read

    def __aiter__(self) -> AsyncBody:
        return self

    async def __anext__(self) -> bytes:
        with our_errors(self.response.request):
            chunk = await anext(self._chunks)
        if time.monotonic() > self._until:
            raise RequestTimeout(f"nothing came for {self._seconds:g} seconds")
        return chunk

    async def aclose(self) -> None:
        """Close the connection, or give it back where all was read; a cancelled task still does it."""
        vars(self.response.extensions.get("network_stream", self)).pop("read", None)
        try:
            await self._chunks.aclose()
        except (RuntimeError, ValueError):
            stream = self.response.extensions.get("network_stream")
            sock = stream.get_extra_info("socket") if stream is not None else None
            if sock is not None:
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)
            return
        await self.response.aclose()
