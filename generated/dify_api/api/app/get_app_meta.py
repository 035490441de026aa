"""``GET /v1/meta``: Get the icons of the app's tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, json_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
)

if TYPE_CHECKING:
    from ...models.app import AppMeta
    from ...models.error import Error


def _get_kwargs() -> dict[str, Any]:
    return {
        "method": "get",
        "url": "/v1/meta",
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AppMeta | Error | None:
    from ...models.app import AppMeta
    from ...models.error import Error

    if response.is_success:
        return json_body(response, AppMeta.from_dict)
    if response.status_code in (401, 403, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(*, client: AuthenticatedClient | Client) -> Response[AppMeta | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: AuthenticatedClient | Client) -> AppMeta | Error | None:
    """Get the icons of the app's tools.

    Gives an icon for each tool that the app's agent or workflow uses.

    ``GET /v1/meta``

    Args:
        client: Whom to ask, and with which key.

    Returns:
        ``AppMeta`` or ``Error``. The icons.
        ``Error`` for 401, 403, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client).parsed


async def asyncio_detailed(*, client: AuthenticatedClient | Client) -> Response[AppMeta | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: AuthenticatedClient | Client) -> AppMeta | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client)).parsed
