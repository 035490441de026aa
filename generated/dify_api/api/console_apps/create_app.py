"""``POST /console/api/apps``: Create an app."""

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
    from ...models.console_apps import App, CreateAppRequest
    from ...models.error import Error


def _get_kwargs(*, body: CreateAppRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/console/api/apps",
        "json": json_value(body),
    }


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> App | Error | None:
    from ...models.console_apps import App
    from ...models.error import Error

    if response.is_success:
        return json_body(response, App.from_dict)
    if response.status_code in (400, 401, 403, 415, 422, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(*, client: AuthenticatedClient | Client, body: CreateAppRequest) -> Response[App | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: AuthenticatedClient | Client, body: CreateAppRequest) -> App | Error | None:
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
    *, client: AuthenticatedClient | Client, body: CreateAppRequest
) -> Response[App | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: AuthenticatedClient | Client, body: CreateAppRequest) -> App | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
