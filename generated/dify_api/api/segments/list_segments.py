"""``GET /v1/datasets/{dataset_id}/documents/{document_id}/segments``: List the segments of a document."""

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
    document_id: str,
    *,
    page: int | None = None,
    limit: int | None = None,
    status: list[str] | None = None,
    keyword: str | None = None,
) -> dict[str, Any]:
    return {
        "method": "get",
        "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/{path_segment(document_id, 'document_id')}/segments",
        "params": query_fields(
            {
                "page": page,
                "limit": limit,
                "status": status,
                "keyword": keyword,
            }
        ),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.SegmentPage | models.Error | None:
    if response.is_success:
        return json_body(response, models.SegmentPage.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 500)


def sync_detailed(
    dataset_id: str,
    document_id: str,
    *,
    client: Client,
    page: int | None = None,
    limit: int | None = None,
    status: list[str] | None = None,
    keyword: str | None = None,
) -> Response[models.SegmentPage | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(
        _get_kwargs(dataset_id, document_id, page=page, limit=limit, status=status, keyword=keyword)
    )
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    dataset_id: str,
    document_id: str,
    *,
    client: Client,
    page: int | None = None,
    limit: int | None = None,
    status: list[str] | None = None,
    keyword: str | None = None,
) -> models.SegmentPage | models.Error | None:
    """List the segments of a document.

    Returns the segments page by page, in their order in the document.

    ``GET /v1/datasets/{dataset_id}/documents/{document_id}/segments``

    Args:
        client: Whom to ask, and with which key.
        dataset_id: The knowledge base's id, a UUID.
        document_id: The document's id, a UUID.
        page: Number of the page, counted from 1. Default: 1.
        limit: Rows on a page, 1 to 100. Default: 20.
        status: Only segments in one of these states: `waiting`, `indexing`, `completed`, `error`
            and others.
        keyword: Only segments whose text contains this.

    Returns:
        ``SegmentPage`` or ``Error``. One page of segments.
        ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(
        dataset_id, document_id, client=client, page=page, limit=limit, status=status, keyword=keyword
    ).parsed


async def asyncio_detailed(
    dataset_id: str,
    document_id: str,
    *,
    client: Client,
    page: int | None = None,
    limit: int | None = None,
    status: list[str] | None = None,
    keyword: str | None = None,
) -> Response[models.SegmentPage | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(
        _get_kwargs(dataset_id, document_id, page=page, limit=limit, status=status, keyword=keyword)
    )
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    dataset_id: str,
    document_id: str,
    *,
    client: Client,
    page: int | None = None,
    limit: int | None = None,
    status: list[str] | None = None,
    keyword: str | None = None,
) -> models.SegmentPage | models.Error | None:
    """The same as ``sync``, awaited."""
    return (
        await asyncio_detailed(
            dataset_id, document_id, client=client, page=page, limit=limit, status=status, keyword=keyword
        )
    ).parsed
