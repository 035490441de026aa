"""``GET /v1/workflows/logs``: List the runs of a workflow app."""

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
    keyword: str | None = None,
    status: models.WorkflowLogStatus | None = None,
    page: int | None = None,
    limit: int | None = None,
    created_at_before: str | None = None,
    created_at_after: str | None = None,
    created_by_end_user_session_id: str | None = None,
    created_by_account: str | None = None,
) -> dict[str, Any]:
    return {
        "method": "get",
        "url": "/v1/workflows/logs",
        "params": query_fields(
            {
                "keyword": keyword,
                "status": status,
                "page": page,
                "limit": limit,
                "created_at__before": created_at_before,
                "created_at__after": created_at_after,
                "created_by_end_user_session_id": created_by_end_user_session_id,
                "created_by_account": created_by_account,
            }
        ),
    }


def _parse_response(
    *, client: Client, response: httpx.Response
) -> models.WorkflowLogPage | models.Error | None:
    if response.is_success:
        return json_body(response, models.WorkflowLogPage.from_dict)
    return error_body(client, response, 400, 401, 403, 500)


def sync_detailed(
    *,
    client: Client,
    keyword: str | None = None,
    status: models.WorkflowLogStatus | None = None,
    page: int | None = None,
    limit: int | None = None,
    created_at_before: str | None = None,
    created_at_after: str | None = None,
    created_by_end_user_session_id: str | None = None,
    created_by_account: str | None = None,
) -> Response[models.WorkflowLogPage | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(
        _get_kwargs(
            keyword=keyword,
            status=status,
            page=page,
            limit=limit,
            created_at_before=created_at_before,
            created_at_after=created_at_after,
            created_by_end_user_session_id=created_by_end_user_session_id,
            created_by_account=created_by_account,
        )
    )
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    *,
    client: Client,
    keyword: str | None = None,
    status: models.WorkflowLogStatus | None = None,
    page: int | None = None,
    limit: int | None = None,
    created_at_before: str | None = None,
    created_at_after: str | None = None,
    created_by_end_user_session_id: str | None = None,
    created_by_account: str | None = None,
) -> models.WorkflowLogPage | models.Error | None:
    """List the runs of a workflow app.

    Returns the runs page by page, the newest first. Other kinds of apps have an empty log. Runs
    that wait for a human are in it, but no value of `status` selects them.

    ``GET /v1/workflows/logs``

    Args:
        client: Whom to ask, and with which key.
        keyword: Only runs with this text in their inputs, outputs, id or user.
        status: Only runs with this result.
        page: Number of the page, counted from 1. Default: 1.
        limit: Rows on a page, 1 to 100. Default: 20.
        created_at_before: Only runs logged at this time or earlier, in ISO 8601.
        created_at_after: Only runs logged at this time or later, in ISO 8601.
        created_by_end_user_session_id: Only runs of this end user.
        created_by_account: Only runs by the console account with this e-mail address.

    Returns:
        ``WorkflowLogPage`` or ``Error``. One page of the log.
        ``Error`` for 400, 401, 403, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(
        client=client,
        keyword=keyword,
        status=status,
        page=page,
        limit=limit,
        created_at_before=created_at_before,
        created_at_after=created_at_after,
        created_by_end_user_session_id=created_by_end_user_session_id,
        created_by_account=created_by_account,
    ).parsed


async def asyncio_detailed(
    *,
    client: Client,
    keyword: str | None = None,
    status: models.WorkflowLogStatus | None = None,
    page: int | None = None,
    limit: int | None = None,
    created_at_before: str | None = None,
    created_at_after: str | None = None,
    created_by_end_user_session_id: str | None = None,
    created_by_account: str | None = None,
) -> Response[models.WorkflowLogPage | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(
        _get_kwargs(
            keyword=keyword,
            status=status,
            page=page,
            limit=limit,
            created_at_before=created_at_before,
            created_at_after=created_at_after,
            created_by_end_user_session_id=created_by_end_user_session_id,
            created_by_account=created_by_account,
        )
    )
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    *,
    client: Client,
    keyword: str | None = None,
    status: models.WorkflowLogStatus | None = None,
    page: int | None = None,
    limit: int | None = None,
    created_at_before: str | None = None,
    created_at_after: str | None = None,
    created_by_end_user_session_id: str | None = None,
    created_by_account: str | None = None,
) -> models.WorkflowLogPage | models.Error | None:
    """The same as ``sync``, awaited."""
    return (
        await asyncio_detailed(
            client=client,
            keyword=keyword,
            status=status,
            page=page,
            limit=limit,
            created_at_before=created_at_before,
            created_at_after=created_at_after,
            created_by_end_user_session_id=created_by_end_user_session_id,
            created_by_account=created_by_account,
        )
    ).parsed
