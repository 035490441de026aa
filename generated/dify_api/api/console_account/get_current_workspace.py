"""``POST /console/api/workspaces/current``: Get the workspace in which the account works."""

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
        "url": "/console/api/workspaces/current",
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.Workspace | models.Error | None:
    if response.is_success:
        return json_body(response, models.Workspace.from_dict)
    return error_body(client, response, 401, 403, 500)


def sync_detailed(*, client: Client) -> Response[models.Workspace | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: Client) -> models.Workspace | models.Error | None:
    """Get the workspace in which the account works.

    Returns the workspace that the other calls are about, and the account's role in it. It changes
    nothing. (Dify until 1.16.0) Up to 1.8.1 it is a GET, and a POST is a 405.

    ``POST /console/api/workspaces/current``

    Args:
        client: Whom to ask, and with which key.

    Returns:
        ``Workspace`` or ``Error``. The workspace.
        ``Error`` for 401, 403, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client).parsed


async def asyncio_detailed(*, client: Client) -> Response[models.Workspace | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: Client) -> models.Workspace | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client)).parsed
