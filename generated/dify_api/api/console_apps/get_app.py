"""``GET /console/api/apps/{app_id}``: Get an app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, json_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
    path_segment,
)

if TYPE_CHECKING:
    from ...models.console_apps import App
    from ...models.error import Error


def _get_kwargs(app_id: str) -> dict[str, Any]:
    return {
        "method": "get",
        "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}",
    }


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> App | Error | None:
    from ...models.console_apps import App
    from ...models.error import Error

    if response.is_success:
        return json_body(response, App.from_dict)
    if response.status_code in (401, 403, 404, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(app_id: str, *, client: AuthenticatedClient | Client) -> Response[App | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(app_id))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(app_id: str, *, client: AuthenticatedClient | Client) -> App | Error | None:
    """Get an app.

    Gives an app with its configuration and the settings of its web page.

    ``GET /console/api/apps/{app_id}``

    Args:
        client: Whom to ask, and with which key.
        app_id: The app's id, a UUID.

    Returns:
        ``App`` or ``Error``. The app.
        ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(app_id, client=client).parsed


async def asyncio_detailed(app_id: str, *, client: AuthenticatedClient | Client) -> Response[App | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(app_id))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(app_id: str, *, client: AuthenticatedClient | Client) -> App | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(app_id, client=client)).parsed
