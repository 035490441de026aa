"""``GET /v1/messages/{message_id}/suggested``: Get questions that the user might ask next.

The model thinks of questions that follow from a message. The server answers 400 if the app does not
offer them.
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
    from ...models.error import Error
    from ...models.suggested_questions import SuggestedQuestions


def _get_kwargs(message_id: str, *, user: str) -> dict[str, Any]:
    return {
        "method": "get",
        "url": f"/v1/messages/{path_segment(message_id, 'message_id')}/suggested",
        "params": query_fields(
            {
                "user": user,
            }
        ),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> SuggestedQuestions | Error | None:
    from ...models.error import Error
    from ...models.suggested_questions import SuggestedQuestions

    if response.is_success:
        return json_body(response, SuggestedQuestions.from_dict)
    if response.status_code in (400, 401, 403, 404, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    message_id: str, *, client: AuthenticatedClient | Client, user: str
) -> Response[SuggestedQuestions | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(message_id, user=user))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    message_id: str, *, client: AuthenticatedClient | Client, user: str
) -> SuggestedQuestions | Error | None:
    """Get questions that the user might ask next.

    The model thinks of questions that follow from a message. The server answers 400 if the app does
    not offer them.

    ``GET /v1/messages/{message_id}/suggested``

    Args:
        client: Whom to ask, and with which key.
        message_id: The message's id, a UUID.
        user: The end user who got the message. The server answers 400 without it.

    Returns:
        ``SuggestedQuestions`` or ``Error``.
        200: The questions.
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
    return sync_detailed(message_id, client=client, user=user).parsed


async def asyncio_detailed(
    message_id: str, *, client: AuthenticatedClient | Client, user: str
) -> Response[SuggestedQuestions | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(message_id, user=user))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    message_id: str, *, client: AuthenticatedClient | Client, user: str
) -> SuggestedQuestions | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(message_id, client=client, user=user)).parsed
