"""``GET /v1/messages``: List the messages of a conversation."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
    query_fields,
)


def _get_kwargs(
    *, conversation_id: str, user: str | None = None, first_id: str | None = None, limit: int | None = None
) -> dict[str, Any]:
    return {
        "method": "get",
        "url": "/v1/messages",
        "params": query_fields(
            {
                "conversation_id": conversation_id,
                "user": user,
                "first_id": first_id,
                "limit": limit,
            }
        ),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.MessagePage | models.Error | None:
    if response.is_success:
        return json_body(response, models.MessagePage.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 500)


def sync_detailed(
    *,
    client: Client,
    conversation_id: str,
    user: str | None = None,
    first_id: str | None = None,
    limit: int | None = None,
) -> Response[models.MessagePage | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(
        _get_kwargs(conversation_id=conversation_id, user=user, first_id=first_id, limit=limit)
    )
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    *,
    client: Client,
    conversation_id: str,
    user: str | None = None,
    first_id: str | None = None,
    limit: int | None = None,
) -> models.MessagePage | models.Error | None:
    """List the messages of a conversation.

    The first page holds the newest messages; each page is in the order in which they were said. The
    server answers 404 for the conversation of another user.

    ``GET /v1/messages``

    Args:
        client: Whom to ask, and with which key.
        conversation_id: The conversation to read.
        user: The end user for whom the call is made: an id that your program chooses.
        first_id: Id of a message: only older ones.
        limit: Rows on a page, 1 to 100. Default: 20.

    Returns:
        ``MessagePage`` or ``Error``. One page of messages.
        ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(
        client=client, conversation_id=conversation_id, user=user, first_id=first_id, limit=limit
    ).parsed


async def asyncio_detailed(
    *,
    client: Client,
    conversation_id: str,
    user: str | None = None,
    first_id: str | None = None,
    limit: int | None = None,
) -> Response[models.MessagePage | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(
        _get_kwargs(conversation_id=conversation_id, user=user, first_id=first_id, limit=limit)
    )
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    *,
    client: Client,
    conversation_id: str,
    user: str | None = None,
    first_id: str | None = None,
    limit: int | None = None,
) -> models.MessagePage | models.Error | None:
    """The same as ``sync``, awaited."""
    return (
        await asyncio_detailed(
            client=client, conversation_id=conversation_id, user=user, first_id=first_id, limit=limit
        )
    ).parsed
