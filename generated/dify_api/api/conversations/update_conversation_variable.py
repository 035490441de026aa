"""``PUT /v1/conversations/{conversation_id}/variables/{variable_id}``: Set a variable of a
conversation.
"""

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


def _get_kwargs(
    conversation_id: str, variable_id: str, *, body: models.UpdateConversationVariableRequest
) -> dict[str, Any]:
    return {
        "method": "put",
        "url": f"/v1/conversations/{path_segment(conversation_id, 'conversation_id')}/variables/{path_segment(variable_id, 'variable_id')}",
        "json": json_value(body),
    }


def _parse_response(
    *, client: Client, response: httpx.Response
) -> models.ConversationVariable | models.Error | None:
    if response.is_success:
        return json_body(response, models.ConversationVariable.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 415, 500)


def sync_detailed(
    conversation_id: str, variable_id: str, *, client: Client, body: models.UpdateConversationVariableRequest
) -> Response[models.ConversationVariable | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(conversation_id, variable_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    conversation_id: str, variable_id: str, *, client: Client, body: models.UpdateConversationVariableRequest
) -> models.ConversationVariable | models.Error | None:
    """Set a variable of a conversation.

    Gives a variable a new value. The server answers 400 if the value is not of the variable's type.
    (Dify since 1.7.2)

    ``PUT /v1/conversations/{conversation_id}/variables/{variable_id}``

    Args:
        client: Whom to ask, and with which key.
        conversation_id: The conversation's id, a UUID.
        variable_id: The variable's id, a UUID.
        body: The value.

    Returns:
        ``ConversationVariable`` or ``Error``. The variable with its new value.
        ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(conversation_id, variable_id, client=client, body=body).parsed


async def asyncio_detailed(
    conversation_id: str, variable_id: str, *, client: Client, body: models.UpdateConversationVariableRequest
) -> Response[models.ConversationVariable | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(conversation_id, variable_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    conversation_id: str, variable_id: str, *, client: Client, body: models.UpdateConversationVariableRequest
) -> models.ConversationVariable | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(conversation_id, variable_id, client=client, body=body)).parsed
