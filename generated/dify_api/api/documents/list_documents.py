"""``GET /v1/datasets/{dataset_id}/documents``: List the documents of a knowledge base."""

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
    dataset_id: str,
    *,
    page: int | None = None,
    limit: int | None = None,
    keyword: str | None = None,
    status: models.DocumentDisplayStatus | None = None,
) -> dict[str, Any]:
    return {
        "method": "get",
        "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents",
        "params": query_fields(
            {
                "page": page,
                "limit": limit,
                "keyword": keyword,
                "status": status,
            }
        ),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.DocumentPage | models.Error | None:
    if response.is_success:
        return json_body(response, models.DocumentPage.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 500)


def sync_detailed(
    dataset_id: str,
    *,
    client: Client,
    page: int | None = None,
    limit: int | None = None,
    keyword: str | None = None,
    status: models.DocumentDisplayStatus | None = None,
) -> Response[models.DocumentPage | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(dataset_id, page=page, limit=limit, keyword=keyword, status=status))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    dataset_id: str,
    *,
    client: Client,
    page: int | None = None,
    limit: int | None = None,
    keyword: str | None = None,
    status: models.DocumentDisplayStatus | None = None,
) -> models.DocumentPage | models.Error | None:
    """List the documents of a knowledge base.

    Returns the documents page by page, the newest first.

    ``GET /v1/datasets/{dataset_id}/documents``

    Args:
        client: Whom to ask, and with which key.
        dataset_id: The knowledge base's id, a UUID.
        page: Number of the page, counted from 1. Default: 1.
        limit: Rows on a page, 1 to 100. Default: 20.
        keyword: Only documents whose name contains this text.
        status: Only documents in this state. An unknown state filters nothing.

    Returns:
        ``DocumentPage`` or ``Error``. One page of documents.
        ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(
        dataset_id, client=client, page=page, limit=limit, keyword=keyword, status=status
    ).parsed


async def asyncio_detailed(
    dataset_id: str,
    *,
    client: Client,
    page: int | None = None,
    limit: int | None = None,
    keyword: str | None = None,
    status: models.DocumentDisplayStatus | None = None,
) -> Response[models.DocumentPage | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(
        _get_kwargs(dataset_id, page=page, limit=limit, keyword=keyword, status=status)
    )
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    dataset_id: str,
    *,
    client: Client,
    page: int | None = None,
    limit: int | None = None,
    keyword: str | None = None,
    status: models.DocumentDisplayStatus | None = None,
) -> models.DocumentPage | models.Error | None:
    """The same as ``sync``, awaited."""
    return (
        await asyncio_detailed(
            dataset_id, client=client, page=page, limit=limit, keyword=keyword, status=status
        )
    ).parsed
