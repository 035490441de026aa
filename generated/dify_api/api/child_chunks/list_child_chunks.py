"""``GET /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks``: List
the child chunks of a segment.
"""

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
    segment_id: str,
    *,
    page: int | None = None,
    limit: int | None = None,
    keyword: str | None = None,
) -> dict[str, Any]:
    return {
        "method": "get",
        "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/{path_segment(document_id, 'document_id')}/segments/{path_segment(segment_id, 'segment_id')}/child_chunks",
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
) -> models.ChildChunkPage | models.Error | None:
    if response.is_success:
        return json_body(response, models.ChildChunkPage.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 500)


def sync_detailed(
    dataset_id: str,
    document_id: str,
    segment_id: str,
    *,
    client: Client,
    page: int | None = None,
    limit: int | None = None,
    keyword: str | None = None,
) -> Response[models.ChildChunkPage | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(
        _get_kwargs(dataset_id, document_id, segment_id, page=page, limit=limit, keyword=keyword)
    )
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    dataset_id: str,
    document_id: str,
    segment_id: str,
    *,
    client: Client,
    page: int | None = None,
    limit: int | None = None,
    keyword: str | None = None,
) -> models.ChildChunkPage | models.Error | None:
    """List the child chunks of a segment.

    Returns the child chunks of a segment, page by page. A page tells how many there are in total,
    not whether more follow. (Dify since 1.2.0)

    ``GET /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks``

    Args:
        client: Whom to ask, and with which key.
        dataset_id: The knowledge base's id, a UUID.
        document_id: The document's id, a UUID.
        segment_id: The segment's id, a UUID.
        page: Number of the page, counted from 1. Default: 1.
        limit: Rows on a page, 1 to 100. Default: 20.
        keyword: Only child chunks whose text contains this.

    Returns:
        ``ChildChunkPage`` or ``Error``. One page of child chunks.
        ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(
        dataset_id, document_id, segment_id, client=client, page=page, limit=limit, keyword=keyword
    ).parsed


async def asyncio_detailed(
    dataset_id: str,
    document_id: str,
    segment_id: str,
    *,
    client: Client,
    page: int | None = None,
    limit: int | None = None,
    keyword: str | None = None,
) -> Response[models.ChildChunkPage | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(
        _get_kwargs(dataset_id, document_id, segment_id, page=page, limit=limit, keyword=keyword)
    )
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    dataset_id: str,
    document_id: str,
    segment_id: str,
    *,
    client: Client,
    page: int | None = None,
    limit: int | None = None,
    keyword: str | None = None,
) -> models.ChildChunkPage | models.Error | None:
    """The same as ``sync``, awaited."""
    return (
        await asyncio_detailed(
            dataset_id, document_id, segment_id, client=client, page=page, limit=limit, keyword=keyword
        )
    ).parsed
