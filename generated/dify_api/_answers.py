"""How the operations read the body of an answer after its status."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, overload

from . import models
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
    """Read a JSON answer; ``WrongShape`` if it is no JSON or has another shape."""
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
    """The bytes of a binary answer; ``WrongShape`` if it is JSON or a page and no attachment."""
    kind = _content_type(response)
    is_text = kind in ("application/json", "text/html") or kind.endswith("+json")
    if is_text and "content-disposition" not in response.headers:
        raise WrongShape("", f"expected a file, got {kind}")
    return response.content


def error_body(client: Client, response: httpx.Response, *documented: int) -> models.Error | None:
    """Read an error of a documented status; ``UnexpectedStatus`` if its body does not come from Dify."""
    if response.status_code not in documented:
        unexpected(client, response)
        return None
    try:
        return json_body(response, models.Error.from_dict)
    except WrongShape:
        raise UnexpectedStatus(response.status_code, response.content) from None


def unexpected(client: Client, response: httpx.Response) -> None:
    """Refuse a status that is not documented, unless the client reads it as ``None``."""
    if client.raise_on_unexpected_status:
        raise UnexpectedStatus(response.status_code, response.content)


def _content_type(response: httpx.Response) -> str:
    return str(response.headers.get("content-type", "")).partition(";")[0].strip().lower()
