"""``GET /console/api/apps/{resource_id}/api-keys``: List an app's keys."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
    path_segment,
)


def _get_kwargs(resource_id: str) -> dict[str, Any]:
    return {
        "method": "get",
        "url": f"/console/api/apps/{path_segment(resource_id, 'resource_id')}/api-keys",
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.ApiKeyList | models.Error | None:
    if response.is_success:
        return json_body(response, models.ApiKeyList.from_dict)
    return error_body(client, response, 401, 403, 404, 500)


def sync_detailed(resource_id: str, *, client: Client) -> Response[models.ApiKeyList | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(resource_id))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(resource_id: str, *, client: Client) -> models.ApiKeyList | models.Error | None:
    """List an app's keys.

    Returns all keys of the app for the Service API at once.

    ``GET /console/api/apps/{resource_id}/api-keys``

    Args:
        client: Whom to ask, and with which key.
        resource_id: The id of the app whose keys they are, a UUID.

    Returns:
        ``ApiKeyList`` or ``Error``. The keys.
        ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(resource_id, client=client).parsed


async def asyncio_detailed(resource_id: str, *, client: Client) -> Response[models.ApiKeyList | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(resource_id))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(resource_id: str, *, client: Client) -> models.ApiKeyList | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(resource_id, client=client)).parsed
