"""``GET /console/api/workspaces``: List the account's workspaces."""

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
        "url": "/console/api/workspaces",
    }


def _parse_response(
    *, client: Client, response: httpx.Response
) -> models.WorkspaceList | models.Error | None:
    if response.is_success:
        return json_body(response, models.WorkspaceList.from_dict)
    return error_body(client, response, 401, 403, 500)


def sync_detailed(*, client: Client) -> Response[models.WorkspaceList | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: Client) -> models.WorkspaceList | models.Error | None:
    """List the account's workspaces.

    Returns all workspaces of the account at once; `current` tells in which one it works.

    ``GET /console/api/workspaces``

    Args:
        client: Whom to ask, and with which key.

    Returns:
        ``WorkspaceList`` or ``Error``. The workspaces.
        ``Error`` for 401, 403, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client).parsed


async def asyncio_detailed(*, client: Client) -> Response[models.WorkspaceList | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: Client) -> models.WorkspaceList | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client)).parsed
