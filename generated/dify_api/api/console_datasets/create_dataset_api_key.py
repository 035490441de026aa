"""``POST /console/api/datasets/api-keys``: Create a key for knowledge bases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, json_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
)

if TYPE_CHECKING:
    from ...models.api_key import ApiKey
    from ...models.error import Error


def _get_kwargs() -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/console/api/datasets/api-keys",
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ApiKey | Error | None:
    from ...models.api_key import ApiKey
    from ...models.error import Error

    if response.is_success:
        return json_body(response, ApiKey.from_dict)
    if response.status_code in (400, 401, 403, 422, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(*, client: AuthenticatedClient | Client) -> Response[ApiKey | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: AuthenticatedClient | Client) -> ApiKey | Error | None:
    """Create a key for knowledge bases.

    Each call creates another key for all knowledge bases of the workspace. There are at most ten;
    then the server answers 400.

    ``POST /console/api/datasets/api-keys``

    Args:
        client: Whom to ask, and with which key.

    Returns:
        ``ApiKey`` or ``Error``. The new key (with status 200, not 201).
        ``Error`` for 400, 401, 403, 422, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client).parsed


async def asyncio_detailed(*, client: AuthenticatedClient | Client) -> Response[ApiKey | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: AuthenticatedClient | Client) -> ApiKey | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client)).parsed
