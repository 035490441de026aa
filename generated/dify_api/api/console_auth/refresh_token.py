"""``POST /console/api/refresh-token``: Get new tokens for the refresh token.

Gives new tokens and ends the refresh token that was sent; the old access token works until it
expires. From 1.9.2 on only the cookie `refresh_token` is read, and the new tokens come as cookies,
as at the sign-in. Up to 1.9.1 only the body is read, and the new tokens are in the answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, json_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
    json_value,
)

if TYPE_CHECKING:
    from ...models.error import Error
    from ...models.login_result import LoginResult
    from ...models.refresh_token_request import RefreshTokenRequest


def _get_kwargs(*, body: RefreshTokenRequest | None = None) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/console/api/refresh-token",
        **({} if body is None else {"json": json_value(body)}),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> LoginResult | Error | None:
    from ...models.error import Error
    from ...models.login_result import LoginResult

    if response.is_success:
        return json_body(response, LoginResult.from_dict)
    if response.status_code in (400, 401, 403, 422, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    *, client: AuthenticatedClient | Client, body: RefreshTokenRequest | None = None
) -> Response[LoginResult | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    *, client: AuthenticatedClient | Client, body: RefreshTokenRequest | None = None
) -> LoginResult | Error | None:
    """Get new tokens for the refresh token.

    Gives new tokens and ends the refresh token that was sent; the old access token works until it
    expires. From 1.9.2 on only the cookie `refresh_token` is read, and the new tokens come as
    cookies, as at the sign-in. Up to 1.9.1 only the body is read, and the new tokens are in the
    answer.

    ``POST /console/api/refresh-token``

    Args:
        client: Whom to ask, and with which key.
        body: The refresh token, up to 1.9.1; later servers do not read it.

    Returns:
        ``LoginResult`` or ``Error``.
        200: There are new tokens.
        400: A value is missing or wrong, the app is not set up for this, its model failed, or it is
            at its limit of concurrent requests ("Too many requests. Please try again later.") or of
            keys.
        401: No key, a key the server does not know, or a key of another kind (a dataset's for an
            app). In the console no sign-in, one that has expired, or one without its CSRF token.
        403: The key is right and yet may not do this, for example because the app's API is switched
            off. In the console the account's role does not allow it.
        422: A value is missing or wrong; `message` is then a list in JSON that says which. Only in
            the console, since 1.16.1; earlier releases answer 400.
        500: The server failed, at times over input it should have refused.

    Raises:
        UnexpectedStatus: The status is none of these, or an error has no JSON body (a proxy's
            page).
        WrongShape: A success has not the shape that was promised.
        httpx.HTTPError: There was no answer.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio_detailed(
    *, client: AuthenticatedClient | Client, body: RefreshTokenRequest | None = None
) -> Response[LoginResult | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    *, client: AuthenticatedClient | Client, body: RefreshTokenRequest | None = None
) -> LoginResult | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
