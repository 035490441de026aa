"""``POST /console/api/datasets/api-keys``: Create a key for knowledge bases."""

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
        "method": "post",
        "url": "/console/api/datasets/api-keys",
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.ApiKey | models.Error | None:
    if response.is_success:
        return json_body(response, models.ApiKey.from_dict)
    return error_body(client, response, 400, 401, 403, 422, 500)


def sync_detailed(*, client: Client) -> Response[models.ApiKey | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: Client) -> models.ApiKey | models.Error | None:
    """Create a key for knowledge bases.

    Each call creates another key for all knowledge bases of the workspace. There are at most ten;
    then the server answers 400.

    ``POST /console/api/datasets/api-keys``

    Args:
        client: Whom to ask, and with which key.

    Returns:
        ``ApiKey`` or ``Error``. The new key (with status 200, not 201).
        ``Error`` for 400, 401, 403, 422, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client).parsed


async def asyncio_detailed(*, client: Client) -> Response[models.ApiKey | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: Client) -> models.ApiKey | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client)).parsed
