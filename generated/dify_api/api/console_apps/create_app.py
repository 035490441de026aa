"""``POST /console/api/apps``: Create an app."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
    json_value,
)


def _get_kwargs(*, body: models.CreateAppRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/console/api/apps",
        "json": json_value(body),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.App | models.Error | None:
    if response.is_success:
        return json_body(response, models.App.from_dict)
    return error_body(client, response, 400, 401, 403, 415, 422, 500)


def sync_detailed(*, client: Client, body: models.CreateAppRequest) -> Response[models.App | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: Client, body: models.CreateAppRequest) -> models.App | models.Error | None:
    """Create an app.

    The app gets the default model of the workspace. A chatflow or workflow starts without nodes.

    ``POST /console/api/apps``

    Args:
        client: Whom to ask, and with which key.
        body: What to make.

    Returns:
        ``App`` or ``Error``. The new app.
        ``Error`` for 400, 401, 403, 415, 422, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio_detailed(
    *, client: Client, body: models.CreateAppRequest
) -> Response[models.App | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: Client, body: models.CreateAppRequest) -> models.App | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
