"""``DELETE /console/api/datasets/api-keys/{api_key_id}``: Delete a key for knowledge bases."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body
from ...client import Client
from ...types import (
    Response,
    path_segment,
)


def _get_kwargs(api_key_id: str) -> dict[str, Any]:
    return {
        "method": "delete",
        "url": f"/console/api/datasets/api-keys/{path_segment(api_key_id, 'api_key_id')}",
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.Error | None:
    if response.is_success:
        return None
    return error_body(client, response, 401, 403, 404, 500)


def sync_detailed(api_key_id: str, *, client: Client) -> Response[models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(api_key_id))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(api_key_id: str, *, client: Client) -> models.Error | None:
    """Delete a key for knowledge bases.

    The key stops working at once.

    ``DELETE /console/api/datasets/api-keys/{api_key_id}``

    Args:
        client: Whom to ask, and with which key.
        api_key_id: The key's id, a UUID, not the key itself.

    Returns:
        ``Error``. The key is gone.
        ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(api_key_id, client=client).parsed


async def asyncio_detailed(api_key_id: str, *, client: Client) -> Response[models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(api_key_id))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(api_key_id: str, *, client: Client) -> models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(api_key_id, client=client)).parsed
