"""``GET /v1/conversations/{conversation_id}/variables``: List the variables of a conversation."""

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
    *, client: Client, response: httpx.Response
) -> models.ConversationVariablePage | models.Error | None:
    if response.is_success:
        return json_body(response, models.ConversationVariablePage.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 500)


def sync_detailed(
    conversation_id: str,
    *,
    client: Client,
    user: str | None = None,
    last_id: str | None = None,
    limit: int | None = None,
    variable_name: str | None = None,
) -> Response[models.ConversationVariablePage | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(
        _get_kwargs(conversation_id, user=user, last_id=last_id, limit=limit, variable_name=variable_name)
    )
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    conversation_id: str,
    *,
    client: Client,
    user: str | None = None,
    last_id: str | None = None,
    limit: int | None = None,
    variable_name: str | None = None,
) -> models.ConversationVariablePage | models.Error | None:
    """List the variables of a conversation.

    Returns the variables that a chatflow keeps in a conversation, page by page. Paging by `last_id`
    can lose rows of the same second, so ask for pages of 100. (Dify since 1.3.1)

    ``GET /v1/conversations/{conversation_id}/variables``

    Args:
        client: Whom to ask, and with which key.
        conversation_id: The conversation's id, a UUID.
        user: The end user for whom the call is made: an id that your program chooses.
        last_id: Id of a row: only rows after it.
        limit: Rows on a page, 1 to 100. Default: 20.
        variable_name: Only the variable of this name, up to 255 characters. Some releases answer
            500 to it. 1.8.1 filters; 1.13.2 answers 500 to a valid name and 400 to one with other
            characters than letters, digits and underscores.

    Returns:
        ``ConversationVariablePage`` or ``Error``. One page of variables.
        ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(
        conversation_id, client=client, user=user, last_id=last_id, limit=limit, variable_name=variable_name
    ).parsed


async def asyncio_detailed(
    conversation_id: str,
    *,
    client: Client,
    user: str | None = None,
    last_id: str | None = None,
    limit: int | None = None,
    variable_name: str | None = None,
) -> Response[models.ConversationVariablePage | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(
        _get_kwargs(conversation_id, user=user, last_id=last_id, limit=limit, variable_name=variable_name)
    )
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    conversation_id: str,
    *,
    client: Client,
    user: str | None = None,
    last_id: str | None = None,
    limit: int | None = None,
    variable_name: str | None = None,
) -> models.ConversationVariablePage | models.Error | None:
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
