"""``GET /v1/app/feedbacks``: List the feedback on the app's answers."""

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


def _get_kwargs(*, page: int | None = None, limit: int | None = None) -> dict[str, Any]:
    return {
        "method": "get",
        "url": "/v1/app/feedbacks",
        "params": query_fields(
            {
                "page": page,
                "limit": limit,
            }
        ),
    }


def _parse_response(
    *, client: Client, response: httpx.Response
) -> models.AppFeedbackPage | models.Error | None:
    if response.is_success:
        return json_body(response, models.AppFeedbackPage.from_dict)
    return error_body(client, response, 400, 401, 403, 500)


def sync_detailed(
    *, client: Client, page: int | None = None, limit: int | None = None
) -> Response[models.AppFeedbackPage | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(page=page, limit=limit))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    *, client: Client, page: int | None = None, limit: int | None = None
) -> models.AppFeedbackPage | models.Error | None:
    """List the feedback on the app's answers.

    Returns the feedback of all users on all messages of the app, page by page. The answer does not
    tell whether more pages follow: a page that is not full is the last one. (Dify since 1.4.0)

    ``GET /v1/app/feedbacks``

    Args:
        client: Whom to ask, and with which key.
        page: Number of the page, counted from 1. Default: 1.
        limit: Rows on a page, 1 to 101. Default: 20.

    Returns:
        ``AppFeedbackPage`` or ``Error``. One page of feedback.
        ``Error`` for 400, 401, 403, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client, page=page, limit=limit).parsed


async def asyncio_detailed(
    *, client: Client, page: int | None = None, limit: int | None = None
) -> Response[models.AppFeedbackPage | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(page=page, limit=limit))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    *, client: Client, page: int | None = None, limit: int | None = None
) -> models.AppFeedbackPage | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, page=page, limit=limit)).parsed
