"""``GET /console/api/apps/{app_id}/chat-conversations``: List the conversations of an app."""

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
    app_id: str,
    *,
    page: int | None = None,
    limit: int | None = None,
    start: str | None = None,
    end: str | None = None,
    sort_by: models.ConversationSortBy | None = None,
    annotation_status: models.AnnotationStatus | None = None,
    keyword: str | None = None,
    message_count_gte: int | None = None,
) -> dict[str, Any]:
    return {
        "method": "get",
        "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}/chat-conversations",
        "params": query_fields(
            {
                "page": page,
                "limit": limit,
                "start": start,
                "end": end,
                "sort_by": sort_by,
                "annotation_status": annotation_status,
                "keyword": keyword,
                "message_count_gte": message_count_gte,
            }
        ),
    }


def _parse_response(
    *, client: Client, response: httpx.Response
) -> models.ChatConversationPage | models.Error | None:
    if response.is_success:
        return json_body(response, models.ChatConversationPage.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 422, 500)


def sync_detailed(
    app_id: str,
    *,
    client: Client,
    page: int | None = None,
    limit: int | None = None,
    start: str | None = None,
    end: str | None = None,
    sort_by: models.ConversationSortBy | None = None,
    annotation_status: models.AnnotationStatus | None = None,
    keyword: str | None = None,
    message_count_gte: int | None = None,
) -> Response[models.ChatConversationPage | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(
        _get_kwargs(
            app_id,
            page=page,
            limit=limit,
            start=start,
            end=end,
            sort_by=sort_by,
            annotation_status=annotation_status,
            keyword=keyword,
            message_count_gte=message_count_gte,
        )
    )
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    app_id: str,
    *,
    client: Client,
    page: int | None = None,
    limit: int | None = None,
    start: str | None = None,
    end: str | None = None,
    sort_by: models.ConversationSortBy | None = None,
    annotation_status: models.AnnotationStatus | None = None,
    keyword: str | None = None,
    message_count_gte: int | None = None,
) -> models.ChatConversationPage | models.Error | None:
    """List the conversations of an app.

    Returns the conversations that end users and accounts had with a chat, agent or chatflow app,
    page by page. The server answers 404 for other apps.

    ``GET /console/api/apps/{app_id}/chat-conversations``

    Args:
        client: Whom to ask, and with which key.
        app_id: The app's id, a UUID.
        page: Number of the page, counted from 1. Default: 1.
        limit: Rows on a page, 1 to 100. Default: 20.
        start: The earliest time, as `YYYY-MM-DD HH:MM` in the time zone of the account. `sort_by`
            decides which time of a conversation counts.
        end: The latest time, as `YYYY-MM-DD HH:MM` in the time zone of the account. If `end` is
            before `start`, the server answers 400; up to 1.8.1 an empty page. By the server's
            source this minute is still in it.
        sort_by: By what to order. Default: `-updated_at`.
        annotation_status: Only conversations with or without annotations. 1.14.2 answers
            `annotated` with a 500.
        keyword: Only conversations in whose messages, name, introduction or user this text is.
        message_count_gte: Only conversations with at least so many messages. 1.13.2 takes it and
            filters nothing.

    Returns:
        ``ChatConversationPage`` or ``Error``. One page of conversations.
        ``Error`` for 400, 401, 403, 404, 422, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(
        app_id,
        client=client,
        page=page,
        limit=limit,
        start=start,
        end=end,
        sort_by=sort_by,
        annotation_status=annotation_status,
        keyword=keyword,
        message_count_gte=message_count_gte,
    ).parsed


async def asyncio_detailed(
    app_id: str,
    *,
    client: Client,
    page: int | None = None,
    limit: int | None = None,
    start: str | None = None,
    end: str | None = None,
    sort_by: models.ConversationSortBy | None = None,
    annotation_status: models.AnnotationStatus | None = None,
    keyword: str | None = None,
    message_count_gte: int | None = None,
) -> Response[models.ChatConversationPage | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(
        _get_kwargs(
            app_id,
            page=page,
            limit=limit,
            start=start,
            end=end,
            sort_by=sort_by,
            annotation_status=annotation_status,
            keyword=keyword,
            message_count_gte=message_count_gte,
        )
    )
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    app_id: str,
    *,
    client: Client,
    page: int | None = None,
    limit: int | None = None,
    start: str | None = None,
    end: str | None = None,
    sort_by: models.ConversationSortBy | None = None,
    annotation_status: models.AnnotationStatus | None = None,
    keyword: str | None = None,
    message_count_gte: int | None = None,
) -> models.ChatConversationPage | models.Error | None:
    """The same as ``sync``, awaited."""
    return (
        await asyncio_detailed(
            app_id,
            client=client,
            page=page,
            limit=limit,
            start=start,
            end=end,
            sort_by=sort_by,
            annotation_status=annotation_status,
            keyword=keyword,
            message_count_gte=message_count_gte,
        )
    ).parsed
