"""``POST /console/api/apps/{resource_id}/api-keys``: Create a key for an app.

Each call creates another key. An app has at most ten; then the server answers 400.
"""

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
        ``ApiKey`` or ``Error``.
        201: The new key.
        400: A value is missing or wrong, the app is not set up for this, its model failed, or it is
            at its limit of concurrent requests ("Too many requests. Please try again later.") or of
            keys.
        401: No key, a key the server does not know, or a key of another kind (a dataset's for an
            app). In the console no sign-in, one that has expired, or one without its CSRF token.
        403: The key is right and yet may not do this, for example because the app's API is switched
            off. In the console the account's role does not allow it.
        404: There is no such thing, or it belongs to another user or app. A page of HTML comes
            instead of JSON if an id in the path is no UUID, or if the release does not have the
            operation.
        422: A value is missing or wrong; `message` is then a list in JSON that says which. Only in
            the console, since 1.16.1; earlier releases answer 400.
        500: The server failed, at times over input it should have refused.

    Raises:
        UnexpectedStatus: The status is none of these, or an error has no JSON body (a proxy's
            page).
        WrongShape: A success has not the shape that was promised.
        httpx.HTTPError: There was no answer.
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
