"""``GET /console/api/datasets/api-keys``: List the keys for knowledge bases."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
)


def _get_kwargs() -> dict[str, Any]:
    return {
        "method": "get",
        "url": "/console/api/datasets/api-keys",
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.ApiKeyList | models.Error | None:
    if response.is_success:
        return json_body(response, models.ApiKeyList.from_dict)
    return error_body(client, response, 401, 403, 500)


def sync_detailed(*, client: Client) -> Response[models.ApiKeyList | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: Client) -> models.ApiKeyList | models.Error | None:
    """List the keys for knowledge bases.

    Returns all keys of the workspace for its knowledge bases at once.

    ``GET /console/api/datasets/api-keys``

    Args:
        client: Whom to ask, and with which key.

    Returns:
        ``ApiKeyList`` or ``Error``. The keys.
        ``Error`` for 401, 403, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client).parsed


async def asyncio_detailed(*, client: Client) -> Response[models.ApiKeyList | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: Client) -> models.ApiKeyList | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client)).parsed
