"""``POST /v1/conversations/{conversation_id}/name``: Rename a conversation."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
    json_value,
    path_segment,
)


def _get_kwargs(conversation_id: str, *, body: models.RenameConversationRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": f"/v1/conversations/{path_segment(conversation_id, 'conversation_id')}/name",
        "json": json_value(body),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.Conversation | models.Error | None:
    if response.is_success:
        return json_body(response, models.Conversation.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 415, 500)


def sync_detailed(
    conversation_id: str, *, client: Client, body: models.RenameConversationRequest
) -> Response[models.Conversation | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(conversation_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    conversation_id: str, *, client: Client, body: models.RenameConversationRequest
) -> models.Conversation | models.Error | None:
    """Rename a conversation.

    Gives a conversation a name, or lets the app's model find one.

    ``POST /v1/conversations/{conversation_id}/name``

    Args:
        client: Whom to ask, and with which key.
        conversation_id: The conversation's id, a UUID.
        body: The name, or the wish for one.

    Returns:
        ``Conversation`` or ``Error``. The conversation with its new name.
        ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(conversation_id, client=client, body=body).parsed


async def asyncio_detailed(
    conversation_id: str, *, client: Client, body: models.RenameConversationRequest
) -> Response[models.Conversation | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(conversation_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    conversation_id: str, *, client: Client, body: models.RenameConversationRequest
) -> models.Conversation | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(conversation_id, client=client, body=body)).parsed
