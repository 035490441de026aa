"""An answer with its HTTP clothes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

import httpx

from dify_ext._core.error_response import request_id_of

T = TypeVar("T")


class RawResponse(Generic[T]):
    """The HTTP answer of ``client.with_raw_response.<resource>.<method>(…)``, and its result."""

    def __init__(self, http_response: httpx.Response, decode: Callable[[httpx.Response], T]) -> None:
        self.http_response = http_response
        self._decode = decode

    @property
    def status_code(self) -> int:
        """The HTTP status, a success: others raise as always."""
        return self.http_response.status_code

    @property
    def headers(self) -> httpx.Headers:
        """The answer's headers."""
        return self.http_response.headers

    @property
    def request_id(self) -> str | None:
        """The id of the request, from ``X-Request-Id`` or ``X-Trace-Id``; None if unknown."""
        return request_id_of(self.headers)

    def parse(self) -> T:
        """The result of the method itself; raises :class:`ResponseDecodeError` as it would."""
        return self._decode(self.http_response)

    def __repr__(self) -> str:
        if "http_response" not in self.__dict__:
            return "<RawResponse, not made>"
        return f"<RawResponse [{self.status_code}]>"
