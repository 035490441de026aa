"""``GET /v1/site``: Get the settings of the app's web page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, json_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
)

if TYPE_CHECKING:
    from ...models.app import AppSite
    from ...models.error import Error


def _get_kwargs() -> dict[str, Any]:
    return {
        "method": "get",
        "url": "/v1/site",
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AppSite | Error | None:
    from ...models.app import AppSite
    from ...models.error import Error

    if response.is_success:
        return json_body(response, AppSite.from_dict)
    if response.status_code in (401, 403, 404, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(*, client: AuthenticatedClient | Client) -> Response[AppSite | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: AuthenticatedClient | Client) -> AppSite | Error | None:
    """Get the settings of the app's web page.

    Gives the title, the icon, the colors and the texts of the app's web page. (Dify since 1.4.0)

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


async def asyncio_detailed(*, client: AuthenticatedClient | Client) -> Response[AppSite | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: AuthenticatedClient | Client) -> AppSite | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client)).parsed
