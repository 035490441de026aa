"""``GET /v1/site``: Get the settings of the app's web page."""

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
        "url": "/v1/site",
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.AppSite | models.Error | None:
    if response.is_success:
        return json_body(response, models.AppSite.from_dict)
    return error_body(client, response, 401, 403, 404, 500)


def sync_detailed(*, client: Client) -> Response[models.AppSite | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: Client) -> models.AppSite | models.Error | None:
    """Get the settings of the app's web page.

    Returns the title, the icon, the colors and the texts of the app's web page. (Dify since 1.4.0)

    ``GET /v1/site``

    Args:
        client: Whom to ask, and with which key.

    Returns:
        ``AppSite`` or ``Error``. The settings of the web page.
        ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.
        404: 0.15.8 does not have this operation and answers with a page of HTML.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client).parsed


async def asyncio_detailed(*, client: Client) -> Response[models.AppSite | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: Client) -> models.AppSite | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client)).parsed
