"""``DELETE /v1/conversations/{conversation_id}``: Delete a conversation.

Removes a conversation of the end user with its messages. The server wants a JSON body although this
is a DELETE. Up to 1.12.1 a conversation that is not there is a 204 as well, later a 404.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
    json_value,
    path_segment,
)

if TYPE_CHECKING:
    from ...models.delete_conversation_request import DeleteConversationRequest
    from ...models.error import Error


def _get_kwargs(conversation_id: str, *, body: DeleteConversationRequest) -> dict[str, Any]:
    return {
        "method": "delete",
        "url": f"/v1/conversations/{path_segment(conversation_id, 'conversation_id')}",
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


def sync_detailed(
    conversation_id: str, *, client: AuthenticatedClient | Client, body: DeleteConversationRequest
) -> Response[Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(conversation_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    conversation_id: str, *, client: AuthenticatedClient | Client, body: DeleteConversationRequest
) -> Error | None:
    """Delete a conversation.

    Removes a conversation of the end user with its messages. The server wants a JSON body although
    this is a DELETE. Up to 1.12.1 a conversation that is not there is a 204 as well, later a 404.

    ``DELETE /v1/conversations/{conversation_id}``

    Args:
        client: Whom to ask, and with which key.
        conversation_id: The conversation's id, a UUID.
        body: Whose conversation it is.

    Returns:
        ``Error``.
        204: The conversation is gone.
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
    return sync_detailed(conversation_id, client=client, body=body).parsed


async def asyncio_detailed(
    conversation_id: str, *, client: AuthenticatedClient | Client, body: DeleteConversationRequest
) -> Response[Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(conversation_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    conversation_id: str, *, client: AuthenticatedClient | Client, body: DeleteConversationRequest
) -> Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(conversation_id, client=client, body=body)).parsed
