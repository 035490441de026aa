"""``GET /v1/meta``: Get the icons of the app's tools."""

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
        "url": "/v1/meta",
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.AppMeta | models.Error | None:
    if response.is_success:
        return json_body(response, models.AppMeta.from_dict)
    return error_body(client, response, 401, 403, 500)


def sync_detailed(*, client: Client) -> Response[models.AppMeta | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: Client) -> models.AppMeta | models.Error | None:
    """Get the icons of the app's tools.

    Returns an icon for each tool that the app's agent or workflow uses.

    ``GET /v1/meta``

    Args:
        client: Whom to ask, and with which key.

    Returns:
        ``AppMeta`` or ``Error``. The icons.
        ``Error`` for 401, 403, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client).parsed


async def asyncio_detailed(*, client: Client) -> Response[models.AppMeta | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: Client) -> models.AppMeta | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client)).parsed
