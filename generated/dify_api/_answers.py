"""How the operations read an answer, whose status they have looked at first."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, overload

from .errors import UnexpectedStatus
from .types import WrongShape

if TYPE_CHECKING:
    import httpx

    from .client import Client

T = TypeVar("T")


@overload
def json_body(response: httpx.Response) -> Any: ...
@overload
def json_body(response: httpx.Response, read: Callable[[Any], T]) -> T: ...
def json_body(response: httpx.Response, read: Callable[[Any], Any] | None = None) -> Any:
    """What a JSON answer says; ``WrongShape`` where it is no JSON or has another shape."""
    kind = _content_type(response)
    if kind == "text/event-stream":
        raise WrongShape(
            "", "the answer is a stream of events: ask with response_mode='blocking', or stream with dify_ext"
        )
    try:
        value = json.loads(response.content)
    except (ValueError, RecursionError) as error:
        raise WrongShape(
            "", f"expected JSON, got {kind or 'a body without content type'} ({error})"
        ) from None
    return value if read is None else read(value)


def bytes_body(response: httpx.Response) -> bytes:
    """The bytes of a binary answer; ``WrongShape`` where it is JSON or a page and does not say that it is a file."""
    kind = _content_type(response)
    is_text = kind in ("application/json", "text/html") or kind.endswith("+json")
    if is_text and "content-disposition" not in response.headers:
        raise WrongShape("", f"expected a file, got {kind}")
    return response.content


def error_body(response: httpx.Response, read: Callable[[Any], T]) -> T:
    """What a documented error says; ``UnexpectedStatus`` where it is not Dify that speaks."""
    try:
        return json_body(response, read)
    except WrongShape:
        raise UnexpectedStatus(response.status_code, response.content) from None


def unexpected(client: Client, response: httpx.Response) -> None:
    """Refuse a status that is not documented, unless the client says that it reads as ``None``."""
    if client.raise_on_unexpected_status:
        raise UnexpectedStatus(response.status_code, response.content)


def _content_type(response: httpx.Response) -> str:
    return str(response.headers.get("content-type", "")).partition(";")[0].strip().lower()
