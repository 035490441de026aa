"""``POST /console/api/apps/{resource_id}/api-keys``: Create a key for an app."""

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
    from ...models.api_key import ApiKey
    from ...models.error import Error


def _get_kwargs(resource_id: str) -> dict[str, Any]:
    return {
        "method": "post",
        "url": f"/console/api/apps/{path_segment(resource_id, 'resource_id')}/api-keys",
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ApiKey | Error | None:
    from ...models.api_key import ApiKey
    from ...models.error import Error

    if response.is_success:
        return json_body(response, ApiKey.from_dict)
    if response.status_code in (400, 401, 403, 404, 422, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(resource_id: str, *, client: AuthenticatedClient | Client) -> Response[ApiKey | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(resource_id))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(resource_id: str, *, client: AuthenticatedClient | Client) -> ApiKey | Error | None:
    """Create a key for an app.

    Each call creates another key. An app has at most ten; then the server answers 400.

    ``POST /console/api/apps/{resource_id}/api-keys``

    Args:
        client: Whom to ask, and with which key.
        resource_id: The id of the app whose keys they are, a UUID.

    Returns:
        ``ApiKey`` or ``Error``. The new key.
        ``Error`` for 400, 401, 403, 404, 422, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(resource_id, client=client).parsed


async def asyncio_detailed(
    resource_id: str, *, client: AuthenticatedClient | Client
) -> Response[ApiKey | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(resource_id))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(resource_id: str, *, client: AuthenticatedClient | Client) -> ApiKey | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(resource_id, client=client)).parsed
