"""``GET /console/api/account/profile``: Get the account that is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, json_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
)

if TYPE_CHECKING:
    from ...models.console_account import Account
    from ...models.error import Error


def _get_kwargs() -> dict[str, Any]:
    return {
        "method": "get",
        "url": "/console/api/account/profile",
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Account | Error | None:
    from ...models.console_account import Account
    from ...models.error import Error

    if response.is_success:
        return json_body(response, Account.from_dict)
    if response.status_code in (401, 403, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(*, client: AuthenticatedClient | Client) -> Response[Account | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: AuthenticatedClient | Client) -> Account | Error | None:
    """Get the account that is signed in.

    Gives the name, the e-mail, the language and the time zone of the account. Statistics are in
    this time zone.

    ``GET /console/api/account/profile``

    Args:
        client: Whom to ask, and with which key.

    Returns:
        ``Account`` or ``Error``. The account.
        ``Error`` for 401, 403, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client).parsed


async def asyncio_detailed(*, client: AuthenticatedClient | Client) -> Response[Account | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: AuthenticatedClient | Client) -> Account | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client)).parsed
