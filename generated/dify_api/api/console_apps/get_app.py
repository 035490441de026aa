"""``GET /console/api/apps/{app_id}``: Get an app."""

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


def _get_kwargs(app_id: str) -> dict[str, Any]:
    return {
        "method": "get",
        "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}",
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.App | models.Error | None:
    if response.is_success:
        return json_body(response, models.App.from_dict)
    return error_body(client, response, 401, 403, 404, 500)


def sync_detailed(app_id: str, *, client: Client) -> Response[models.App | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(app_id))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(app_id: str, *, client: Client) -> models.App | models.Error | None:
    """Get an app.

    Returns an app with its configuration and the settings of its web page.

    ``GET /console/api/apps/{app_id}``

    Args:
        client: Whom to ask, and with which key.
        app_id: The app's id, a UUID.

    Returns:
        ``App`` or ``Error``. The app.
        ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(app_id, client=client).parsed


async def asyncio_detailed(app_id: str, *, client: Client) -> Response[models.App | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(app_id))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(app_id: str, *, client: Client) -> models.App | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(app_id, client=client)).parsed
