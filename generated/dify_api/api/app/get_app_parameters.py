"""``GET /v1/parameters``: Get the app's settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, json_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
)

if TYPE_CHECKING:
    from ...models.app import AppParameters
    from ...models.error import Error


def _get_kwargs() -> dict[str, Any]:
    return {
        "method": "get",
        "url": "/v1/parameters",
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AppParameters | Error | None:
    from ...models.app import AppParameters
    from ...models.error import Error

    if response.is_success:
        return json_body(response, AppParameters.from_dict)
    if response.status_code in (400, 401, 403, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(*, client: AuthenticatedClient | Client) -> Response[AppParameters | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: AuthenticatedClient | Client) -> AppParameters | Error | None:
    """Get the app's settings.

    Gives what a chat window needs: the opening statement, the input form, the features that are on,
    and the limits for files. The server answers 400 if the app has not been published.

    ``GET /v1/parameters``

    Args:
        client: Whom to ask, and with which key.

    Returns:
        ``AppParameters`` or ``Error``. The settings.
        ``Error`` for 400, 401, 403, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client).parsed


async def asyncio_detailed(*, client: AuthenticatedClient | Client) -> Response[AppParameters | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: AuthenticatedClient | Client) -> AppParameters | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client)).parsed
