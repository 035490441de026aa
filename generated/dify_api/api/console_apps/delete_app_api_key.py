"""``DELETE /console/api/apps/{resource_id}/api-keys/{api_key_id}``: Delete a key of an app."""

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


def _get_kwargs(resource_id: str, api_key_id: str) -> dict[str, Any]:
    return {
        "method": "delete",
        "url": f"/console/api/apps/{path_segment(resource_id, 'resource_id')}/api-keys/{path_segment(api_key_id, 'api_key_id')}",
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.Error | None:
    if response.is_success:
        return None
    return error_body(client, response, 401, 403, 404, 500)


def sync_detailed(resource_id: str, api_key_id: str, *, client: Client) -> Response[models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(resource_id, api_key_id))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(resource_id: str, api_key_id: str, *, client: Client) -> models.Error | None:
    """Delete a key of an app.

    The key stops working at once.

    ``DELETE /console/api/apps/{resource_id}/api-keys/{api_key_id}``

    Args:
        client: Whom to ask, and with which key.
        resource_id: The id of the app whose keys they are, a UUID.
        api_key_id: The key's id, a UUID, not the key itself.

    Returns:
        ``Error``. The key is gone.
        ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(resource_id, api_key_id, client=client).parsed


async def asyncio_detailed(resource_id: str, api_key_id: str, *, client: Client) -> Response[models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(resource_id, api_key_id))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(resource_id: str, api_key_id: str, *, client: Client) -> models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(resource_id, api_key_id, client=client)).parsed
