"""``POST /console/api/refresh-token``: Get new tokens for the refresh token."""

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


def _get_kwargs(*, body: models.RefreshTokenRequest | None = None) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/console/api/refresh-token",
        **({} if body is None else {"json": json_value(body)}),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.LoginResult | models.Error | None:
    if response.is_success:
        return json_body(response, models.LoginResult.from_dict)
    return error_body(client, response, 400, 401, 403, 422, 500)


def sync_detailed(
    *, client: Client, body: models.RefreshTokenRequest | None = None
) -> Response[models.LoginResult | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    *, client: Client, body: models.RefreshTokenRequest | None = None
) -> models.LoginResult | models.Error | None:
    """Get new tokens for the refresh token.

    Returns new tokens and ends the refresh token that was sent; the old access token works until it
    expires. From 1.9.2 on only the cookie `refresh_token` is read, and the new tokens come as
    cookies, as at the sign-in. Up to 1.9.1 only the body is read, and the new tokens are in the
    answer.

    ``POST /console/api/refresh-token``

    Args:
        client: Whom to ask, and with which key.
        body: The refresh token, up to 1.9.1; later servers do not read it.

    Returns:
        ``LoginResult`` or ``Error``. There are new tokens.
        ``Error`` for 400, 401, 403, 422, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio_detailed(
    *, client: Client, body: models.RefreshTokenRequest | None = None
) -> Response[models.LoginResult | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    *, client: Client, body: models.RefreshTokenRequest | None = None
) -> models.LoginResult | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
