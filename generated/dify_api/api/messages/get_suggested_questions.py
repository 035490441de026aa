"""``GET /v1/messages/{message_id}/suggested``: Get questions that the user might ask next."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
    path_segment,
    query_fields,
)


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
    *, client: Client, response: httpx.Response
) -> models.SuggestedQuestions | models.Error | None:
    if response.is_success:
        return json_body(response, models.SuggestedQuestions.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 500)


def sync_detailed(
    message_id: str, *, client: Client, user: str
) -> Response[models.SuggestedQuestions | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(message_id, user=user))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(message_id: str, *, client: Client, user: str) -> models.SuggestedQuestions | models.Error | None:
    """Get questions that the user might ask next.

    The model thinks of questions that follow from a message. The server answers 400 if the app does
    not offer them.

    ``GET /v1/messages/{message_id}/suggested``

    Args:
        client: Whom to ask, and with which key.
        message_id: The message's id, a UUID.
        user: The end user who got the message. The server answers 400 without it.

    Returns:
        ``SuggestedQuestions`` or ``Error``. The questions.
        ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(message_id, client=client, user=user).parsed


async def asyncio_detailed(
    message_id: str, *, client: Client, user: str
) -> Response[models.SuggestedQuestions | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(message_id, user=user))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    message_id: str, *, client: Client, user: str
) -> models.SuggestedQuestions | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(message_id, client=client, user=user)).parsed
