"""``POST /console/api/logout``: Sign out of the console."""

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
        "url": "/console/api/logout",
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.Result | models.Error | None:
    if response.is_success:
        return json_body(response, models.Result.from_dict)
    return error_body(client, response, 401, 403, 500)


def sync_detailed(*, client: Client) -> Response[models.Result | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: Client) -> models.Result | models.Error | None:
    """Sign out of the console.

    Ends the refresh token. The access token works until it expires. If nobody is signed in, that is
    a success, too. Up to 1.8.1 it is a GET, which a POST answers with 405, and needs the access
    token.

    ``POST /console/api/logout``

    Args:
        client: Whom to ask, and with which key.

    Returns:
        ``Result`` or ``Error``. Signed out.
        ``Error`` for 401, 403, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client).parsed


async def asyncio_detailed(*, client: Client) -> Response[models.Result | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: Client) -> models.Result | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client)).parsed
