"""``GET /v1/apps/annotations``: List the app's prepared answers."""

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
    *, page: int | None = None, limit: int | None = None, keyword: str | None = None
) -> dict[str, Any]:
    return {
        "method": "get",
        "url": "/v1/apps/annotations",
        "params": query_fields(
            {
                "page": page,
                "limit": limit,
                "keyword": keyword,
            }
        ),
    }


def _parse_response(
    *, client: Client, response: httpx.Response
) -> models.AnnotationPage | models.Error | None:
    if response.is_success:
        return json_body(response, models.AnnotationPage.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 500)


def sync_detailed(
    *, client: Client, page: int | None = None, limit: int | None = None, keyword: str | None = None
) -> Response[models.AnnotationPage | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(page=page, limit=limit, keyword=keyword))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    *, client: Client, page: int | None = None, limit: int | None = None, keyword: str | None = None
) -> models.AnnotationPage | models.Error | None:
    """List the app's prepared answers.

    Returns the annotations of the app, page by page. (Dify since 1.2.0)

    ``GET /v1/apps/annotations``

    Args:
        client: Whom to ask, and with which key.
        page: Number of the page, counted from 1. Default: 1.
        limit: Rows on a page. Default: 20. 0 is taken as well, and says nothing of the rows.
        keyword: Only annotations whose question or answer contains this text.

    Returns:
        ``AnnotationPage`` or ``Error``. One page of annotations.
        ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.
        400: 1.9.2 answers so for every key of an app: it takes the caller for no account.
        404: 0.15.8 does not have this operation and answers with a page of HTML.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client, page=page, limit=limit, keyword=keyword).parsed


async def asyncio_detailed(
    *, client: Client, page: int | None = None, limit: int | None = None, keyword: str | None = None
) -> Response[models.AnnotationPage | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(page=page, limit=limit, keyword=keyword))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    *, client: Client, page: int | None = None, limit: int | None = None, keyword: str | None = None
) -> models.AnnotationPage | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, page=page, limit=limit, keyword=keyword)).parsed
