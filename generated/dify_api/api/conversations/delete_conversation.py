"""``DELETE /v1/conversations/{conversation_id}``: Delete a conversation."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body
from ...client import Client
from ...types import (
    Response,
    json_value,
    path_segment,
)


def _get_kwargs(conversation_id: str, *, body: models.DeleteConversationRequest) -> dict[str, Any]:
    return {
        "method": "delete",
        "url": f"/v1/conversations/{path_segment(conversation_id, 'conversation_id')}",
        "json": json_value(body),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.Error | None:
    if response.is_success:
        return None
    return error_body(client, response, 400, 401, 403, 404, 415, 500)


def sync_detailed(
    conversation_id: str, *, client: Client, body: models.DeleteConversationRequest
) -> Response[models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(conversation_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    conversation_id: str, *, client: Client, body: models.DeleteConversationRequest
) -> models.Error | None:
    """Delete a conversation.

    Removes a conversation of the end user with its messages. The server wants a JSON body although
    this is a DELETE. Up to 1.12.1 a conversation that is not there is a 204 as well, later a 404.

    ``DELETE /v1/conversations/{conversation_id}``

    Args:
        client: Whom to ask, and with which key.
        conversation_id: The conversation's id, a UUID.
        body: Whose conversation it is.

    Returns:
        ``Error``. The conversation is gone.
        ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(conversation_id, client=client, body=body).parsed


async def asyncio_detailed(
    conversation_id: str, *, client: Client, body: models.DeleteConversationRequest
) -> Response[models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(conversation_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    conversation_id: str, *, client: Client, body: models.DeleteConversationRequest
) -> models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(conversation_id, client=client, body=body)).parsed
