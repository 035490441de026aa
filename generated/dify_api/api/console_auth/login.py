"""``POST /console/api/login``: Sign in to the console.

Signs an account in by e-mail and password. Up to 1.9.1 the tokens are in the answer; from 1.9.2 on
they come as cookies `access_token`, `refresh_token` and `csrf_token`, over https mostly with
`__Host-` before the name. After six wrong passwords the server refuses the account for a day with
429. An unknown e-mail is a 401, up to 1.8.1 a 200 whose `result` is `fail`, so look at `result`.
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
    from ...models.login_request import LoginRequest
    from ...models.login_result import LoginResult


def _get_kwargs(*, body: LoginRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/console/api/login",
        "json": json_value(body),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> LoginResult | Error | None:
    from ...models.error import Error
    from ...models.login_result import LoginResult

    if response.is_success:
        return json_body(response, LoginResult.from_dict)
    if response.status_code in (400, 401, 403, 415, 422, 429, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    *, client: AuthenticatedClient | Client, body: LoginRequest
) -> Response[LoginResult | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: AuthenticatedClient | Client, body: LoginRequest) -> LoginResult | Error | None:
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
        ``LoginResult`` or ``Error``.
        200: Signed in, where `result` is `success`.
        400: A value is missing or wrong, the app is not set up for this, its model failed, or it is
            at its limit of concurrent requests ("Too many requests. Please try again later.") or of
            keys.
        401: No key, a key the server does not know, or a key of another kind (a dataset's for an
            app). In the console no sign-in, one that has expired, or one without its CSRF token.
        403: The key is right and yet may not do this, for example because the app's API is switched
            off. In the console the account's role does not allow it.
        415: The request is not of the content type the server wants, or the file is of a type it
            refuses.
        422: A value is missing or wrong; `message` is then a list in JSON that says which. Only in
            the console, since 1.16.1; earlier releases answer 400.
        429: Too many requests: `too_many_requests` may be tried again later, `rate_limit_error`
            says that the quota of the plan is used up, `email_code_login_limit` that an account was
            refused too often and is locked for a day.
        500: The server failed, at times over input it should have refused.

    Raises:
        UnexpectedStatus: The status is none of these, or an error has no JSON body (a proxy's
            page).
        WrongShape: A success has not the shape that was promised.
        httpx.HTTPError: There was no answer.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio_detailed(
    *, client: AuthenticatedClient | Client, body: LoginRequest
) -> Response[LoginResult | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: AuthenticatedClient | Client, body: LoginRequest) -> LoginResult | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
