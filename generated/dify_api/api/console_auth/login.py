"""``POST /console/api/login``: Sign in to the console."""

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


def _get_kwargs(*, body: models.LoginRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/console/api/login",
        "json": json_value(body),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.LoginResult | models.Error | None:
    if response.is_success:
        return json_body(response, models.LoginResult.from_dict)
    return error_body(client, response, 400, 401, 403, 415, 422, 429, 500)


def sync_detailed(
    *, client: Client, body: models.LoginRequest
) -> Response[models.LoginResult | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: Client, body: models.LoginRequest) -> models.LoginResult | models.Error | None:
    """Sign in to the console.

    Signs an account in by e-mail and password. Up to 1.9.1 the tokens are in the answer; from 1.9.2
    on they come as cookies `access_token`, `refresh_token` and `csrf_token`, over https mostly with
    `__Host-` before the name. After six wrong passwords the server refuses the account for a day
    with 429. An unknown e-mail is a 401, up to 1.8.1 a 200 whose `result` is `fail`, so look at
    `result`.

    ``POST /console/api/login``

    Args:
        client: Whom to ask, and with which key.
        body: Who signs in.

    Returns:
        ``LoginResult`` or ``Error``. Signed in, where `result` is `success`.
        ``Error`` for 400, 401, 403, 415, 422, 429, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio_detailed(
    *, client: Client, body: models.LoginRequest
) -> Response[models.LoginResult | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: Client, body: models.LoginRequest) -> models.LoginResult | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
