"""``DELETE /console/api/apps/{app_id}``: Delete an app."""

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


def _get_kwargs(app_id: str) -> dict[str, Any]:
    return {
        "method": "delete",
        "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}",
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.Error | None:
    if response.is_success:
        return None
    return error_body(client, response, 401, 403, 404, 500)


def sync_detailed(app_id: str, *, client: Client) -> Response[models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(app_id))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(app_id: str, *, client: Client) -> models.Error | None:
    """Delete an app.

    Deletes an app with its keys, conversations and messages.

    ``DELETE /console/api/apps/{app_id}``

    Args:
        client: Whom to ask, and with which key.
        app_id: The app's id, a UUID.

    Returns:
        ``Error``. The app is gone.
        ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(app_id, client=client).parsed


async def asyncio_detailed(app_id: str, *, client: Client) -> Response[models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(app_id))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(app_id: str, *, client: Client) -> models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(app_id, client=client)).parsed
