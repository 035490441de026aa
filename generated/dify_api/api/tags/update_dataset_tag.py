"""``PATCH /v1/datasets/tags``: Rename a tag.

Gives a tag another name. (Dify since 1.4.2) 1.12.1 to 1.14.2 rename the tag and yet answer 400
("validation error … binding_count").
"""

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
    from ...models.error import Error
    from ...models.tag import Tag
    from ...models.tag_update_request import TagUpdateRequest


def _get_kwargs(*, body: TagUpdateRequest) -> dict[str, Any]:
    return {
        "method": "patch",
        "url": "/v1/datasets/tags",
        "json": json_value(body),
    }


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Tag | Error | None:
    from ...models.error import Error
    from ...models.tag import Tag

    if response.is_success:
        return json_body(response, Tag.from_dict)
    if response.status_code in (400, 401, 403, 404, 415, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(*, client: AuthenticatedClient | Client, body: TagUpdateRequest) -> Response[Tag | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: AuthenticatedClient | Client, body: TagUpdateRequest) -> Tag | Error | None:
    """Rename a tag.

    Gives a tag another name. (Dify since 1.4.2) 1.12.1 to 1.14.2 rename the tag and yet answer 400
    ("validation error … binding_count").

    ``PATCH /v1/datasets/tags``

    Args:
        client: Whom to ask, and with which key.
        body: The tag and its new name.

    Returns:
        ``Tag`` or ``Error``.
        200: The tag as it is now.
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
    *, client: AuthenticatedClient | Client, body: TagUpdateRequest
) -> Response[Tag | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: AuthenticatedClient | Client, body: TagUpdateRequest) -> Tag | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
