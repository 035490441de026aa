"""``GET /v1/conversations``: List the conversations of an end user.

Gives the conversations page by page, the last changed first unless `sort_by` tells another order.
Only chat, agent and chatflow apps have conversations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, json_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
    query_fields,
)

if TYPE_CHECKING:
    from ...models.conversation_page import ConversationPage
    from ...models.conversation_sort_by import ConversationSortBy
    from ...models.error import Error


def _get_kwargs(
    *,
    user: str | None = None,
    last_id: str | None = None,
    limit: int | None = None,
    sort_by: ConversationSortBy | None = None,
) -> dict[str, Any]:
    return {
        "method": "get",
        "url": "/v1/conversations",
        "params": query_fields(
            {
                "user": user,
                "last_id": last_id,
                "limit": limit,
                "sort_by": sort_by,
            }
        ),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ConversationPage | Error | None:
    from ...models.conversation_page import ConversationPage
    from ...models.error import Error

    if response.is_success:
        return json_body(response, ConversationPage.from_dict)
    if response.status_code in (400, 401, 403, 404, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    user: str | None = None,
    last_id: str | None = None,
    limit: int | None = None,
    sort_by: ConversationSortBy | None = None,
) -> Response[ConversationPage | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(user=user, last_id=last_id, limit=limit, sort_by=sort_by))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    *,
    client: AuthenticatedClient | Client,
    user: str | None = None,
    last_id: str | None = None,
    limit: int | None = None,
    sort_by: ConversationSortBy | None = None,
) -> ConversationPage | Error | None:
    """List the conversations of an end user.

    Gives the conversations page by page, the last changed first unless `sort_by` tells another
    order. Only chat, agent and chatflow apps have conversations.

    ``GET /v1/conversations``

    Args:
        client: Whom to ask, and with which key.
        user: The end user for whom the call is made: an id of your own.
        last_id: Id of a row: only rows after it.
        limit: Rows on a page, 1 to 100. Default: 20.
        sort_by: The order; a minus sign reverses it. Default: `-updated_at`.

    Returns:
        ``ConversationPage`` or ``Error``.
        200: One page of conversations.
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
        500: The server failed, at times over input it should have refused.

    Raises:
        UnexpectedStatus: The status is none of these, or an error has no JSON body (a proxy's
            page).
        WrongShape: A success has not the shape that was promised.
        httpx.HTTPError: There was no answer.
    """
    return sync_detailed(client=client, user=user, last_id=last_id, limit=limit, sort_by=sort_by).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    user: str | None = None,
    last_id: str | None = None,
    limit: int | None = None,
    sort_by: ConversationSortBy | None = None,
) -> Response[ConversationPage | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(user=user, last_id=last_id, limit=limit, sort_by=sort_by))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    user: str | None = None,
    last_id: str | None = None,
    limit: int | None = None,
    sort_by: ConversationSortBy | None = None,
) -> ConversationPage | Error | None:
    """The same as ``sync``, awaited."""
    return (
        await asyncio_detailed(client=client, user=user, last_id=last_id, limit=limit, sort_by=sort_by)
    ).parsed
