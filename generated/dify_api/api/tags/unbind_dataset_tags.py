"""``POST /v1/datasets/tags/unbinding``: Take tags off a knowledge base.

A tag that the knowledge base does not have is no error. (Dify since 1.4.2) 1.4 to 1.12 answer 200
with the body `204`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
    json_value,
)

if TYPE_CHECKING:
    from ...models.error import Error
    from ...models.tag_unbinding_request import TagUnbindingRequest


def _get_kwargs(*, body: TagUnbindingRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/v1/datasets/tags/unbinding",
        "json": json_value(body),
    }


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Error | None:
    from ...models.error import Error

    if response.is_success:
        return None
    if response.status_code in (400, 401, 403, 404, 415, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(*, client: AuthenticatedClient | Client, body: TagUnbindingRequest) -> Response[Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: AuthenticatedClient | Client, body: TagUnbindingRequest) -> Error | None:
    """Take tags off a knowledge base.

    A tag that the knowledge base does not have is no error. (Dify since 1.4.2) 1.4 to 1.12 answer
    200 with the body `204`.

    ``POST /v1/datasets/tags/unbinding``

    Args:
        client: Whom to ask, and with which key.
        body: The tags and the knowledge base.

    Returns:
        ``Error``.
        204: The knowledge base has the tags no more.
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
        415: The request is not of the content type the server wants, or the file is of a type it
            refuses.
        500: The server failed, at times over input it should have refused.

    Raises:
        UnexpectedStatus: The status is none of these, or an error has no JSON body (a proxy's
            page).
        WrongShape: A success has not the shape that was promised.
        httpx.HTTPError: There was no answer.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio_detailed(
    *, client: AuthenticatedClient | Client, body: TagUnbindingRequest
) -> Response[Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: AuthenticatedClient | Client, body: TagUnbindingRequest) -> Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
