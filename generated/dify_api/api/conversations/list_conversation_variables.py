"""``GET /v1/conversations/{conversation_id}/variables``: List the variables of a conversation.

Gives the variables that a chatflow keeps in a conversation, page by page. Paging by `last_id` can
lose rows of the same second, so ask for pages of 100. (Dify since 1.3.1)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, json_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
    path_segment,
    query_fields,
)

if TYPE_CHECKING:
    from ...models.conversation_variable_page import ConversationVariablePage
    from ...models.error import Error


def _get_kwargs(
    conversation_id: str,
    *,
    user: str | None = None,
    last_id: str | None = None,
    limit: int | None = None,
    variable_name: str | None = None,
) -> dict[str, Any]:
    return {
        "method": "get",
        "url": f"/v1/conversations/{path_segment(conversation_id, 'conversation_id')}/variables",
        "params": query_fields(
            {
                "user": user,
                "last_id": last_id,
                "limit": limit,
                "variable_name": variable_name,
            }
        ),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> ConversationVariablePage | Error | None:
    from ...models.conversation_variable_page import ConversationVariablePage
    from ...models.error import Error

    if response.is_success:
        return json_body(response, ConversationVariablePage.from_dict)
    if response.status_code in (400, 401, 403, 404, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    conversation_id: str,
    *,
    client: AuthenticatedClient | Client,
    user: str | None = None,
    last_id: str | None = None,
    limit: int | None = None,
    variable_name: str | None = None,
) -> Response[ConversationVariablePage | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(
        _get_kwargs(conversation_id, user=user, last_id=last_id, limit=limit, variable_name=variable_name)
    )
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    conversation_id: str,
    *,
    client: AuthenticatedClient | Client,
    user: str | None = None,
    last_id: str | None = None,
    limit: int | None = None,
    variable_name: str | None = None,
) -> ConversationVariablePage | Error | None:
    """List the variables of a conversation.

    Gives the variables that a chatflow keeps in a conversation, page by page. Paging by `last_id`
    can lose rows of the same second, so ask for pages of 100. (Dify since 1.3.1)

    ``GET /v1/conversations/{conversation_id}/variables``

    Args:
        client: Whom to ask, and with which key.
        conversation_id: The conversation's id, a UUID.
        user: The end user for whom the call is made: an id of your own.
        last_id: Id of a row: only rows after it.
        limit: Rows on a page, 1 to 100. Default: 20.
        variable_name: Only the variable of this name, up to 255 characters. Some releases answer
            500 to it. 1.8.1 filters; 1.13.2 answers 500 to a valid name and 400 to one with other
            characters than letters, digits and underscores.

    Returns:
        ``ConversationVariablePage`` or ``Error``.
        200: One page of variables.
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
    return sync_detailed(
        conversation_id, client=client, user=user, last_id=last_id, limit=limit, variable_name=variable_name
    ).parsed


async def asyncio_detailed(
    conversation_id: str,
    *,
    client: AuthenticatedClient | Client,
    user: str | None = None,
    last_id: str | None = None,
    limit: int | None = None,
    variable_name: str | None = None,
) -> Response[ConversationVariablePage | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(
        _get_kwargs(conversation_id, user=user, last_id=last_id, limit=limit, variable_name=variable_name)
    )
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    conversation_id: str,
    *,
    client: AuthenticatedClient | Client,
    user: str | None = None,
    last_id: str | None = None,
    limit: int | None = None,
    variable_name: str | None = None,
) -> ConversationVariablePage | Error | None:
    """The same as ``sync``, awaited."""
    return (
        await asyncio_detailed(
            conversation_id,
            client=client,
            user=user,
            last_id=last_id,
            limit=limit,
            variable_name=variable_name,
        )
    ).parsed
