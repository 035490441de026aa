"""``GET /v1/conversations``: List the conversations of an end user."""

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
    *,
    user: str | None = None,
    last_id: str | None = None,
    limit: int | None = None,
    sort_by: models.ConversationSortBy | None = None,
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
    *, client: Client, response: httpx.Response
) -> models.ConversationPage | models.Error | None:
    if response.is_success:
        return json_body(response, models.ConversationPage.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 500)


def sync_detailed(
    *,
    client: Client,
    user: str | None = None,
    last_id: str | None = None,
    limit: int | None = None,
    sort_by: models.ConversationSortBy | None = None,
) -> Response[models.ConversationPage | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(user=user, last_id=last_id, limit=limit, sort_by=sort_by))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    *,
    client: Client,
    user: str | None = None,
    last_id: str | None = None,
    limit: int | None = None,
    sort_by: models.ConversationSortBy | None = None,
) -> models.ConversationPage | models.Error | None:
    """List the conversations of an end user.

    Returns the conversations page by page, the last changed first unless `sort_by` tells another
    order. Only chat, agent and chatflow apps have conversations.

    ``GET /v1/conversations``

    Args:
        client: Whom to ask, and with which key.
        user: The end user for whom the call is made: an id that your program chooses.
        last_id: Id of a row: only rows after it.
        limit: Rows on a page, 1 to 100. Default: 20.
        sort_by: The order; a minus sign reverses it. Default: `-updated_at`.

    Returns:
        ``ConversationPage`` or ``Error``. One page of conversations.
        ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client, user=user, last_id=last_id, limit=limit, sort_by=sort_by).parsed


async def asyncio_detailed(
    *,
    client: Client,
    user: str | None = None,
    last_id: str | None = None,
    limit: int | None = None,
    sort_by: models.ConversationSortBy | None = None,
) -> Response[models.ConversationPage | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(user=user, last_id=last_id, limit=limit, sort_by=sort_by))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    *,
    client: Client,
    user: str | None = None,
    last_id: str | None = None,
    limit: int | None = None,
    sort_by: models.ConversationSortBy | None = None,
) -> models.ConversationPage | models.Error | None:
    """The same as ``sync``, awaited."""
    return (
        await asyncio_detailed(client=client, user=user, last_id=last_id, limit=limit, sort_by=sort_by)
    ).parsed
