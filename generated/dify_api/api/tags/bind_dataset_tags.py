"""``POST /v1/datasets/tags/binding``: Put tags on a knowledge base."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
    json_value,
)

if TYPE_CHECKING:
    from ...models.error import Error
    from ...models.tags import TagBindingRequest


def _get_kwargs(*, body: TagBindingRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/v1/datasets/tags/binding",
        "json": json_value(body),
    }


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Error | None:
    from ...models.error import Error

    if response.is_success:
        return None
    if response.status_code in (400, 401, 403, 404, 415, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(*, client: AuthenticatedClient | Client, body: TagBindingRequest) -> Response[Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: AuthenticatedClient | Client, body: TagBindingRequest) -> Error | None:
    """Put tags on a knowledge base.

    A tag that the knowledge base has already stays. (Dify since 1.4.2) 1.4 to 1.12 answer 200 with
    the body `204`.

    ``POST /v1/datasets/tags/binding``

    Args:
        client: Whom to ask, and with which key.
        body: The tags and the knowledge base.

    Returns:
        ``Error``. The knowledge base has the tags.
        ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio_detailed(
    *, client: AuthenticatedClient | Client, body: TagBindingRequest
) -> Response[Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: AuthenticatedClient | Client, body: TagBindingRequest) -> Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
