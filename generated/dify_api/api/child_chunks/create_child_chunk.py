"""``POST /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks``: Add a
child chunk to a segment.
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
    dataset_id: str, document_id: str, segment_id: str, *, body: models.ChildChunkRequest
) -> dict[str, Any]:
    return {
        "method": "post",
        "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/{path_segment(document_id, 'document_id')}/segments/{path_segment(segment_id, 'segment_id')}/child_chunks",
        "json": json_value(body),
    }


def _parse_response(
    *, client: Client, response: httpx.Response
) -> models.ChildChunkAnswer | models.Error | None:
    if response.is_success:
        return json_body(response, models.ChildChunkAnswer.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 415, 500)


def sync_detailed(
    dataset_id: str, document_id: str, segment_id: str, *, client: Client, body: models.ChildChunkRequest
) -> Response[models.ChildChunkAnswer | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(dataset_id, document_id, segment_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    dataset_id: str, document_id: str, segment_id: str, *, client: Client, body: models.ChildChunkRequest
) -> models.ChildChunkAnswer | models.Error | None:
    """Add a child chunk to a segment.

    Puts a child chunk at the end of a segment and indexes it. A document that is not hierarchical
    accepts one, too, but searches do not use it. (Dify since 1.2.0)

    ``POST /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}/child_chunks``

    Args:
        client: Whom to ask, and with which key.
        dataset_id: The knowledge base's id, a UUID.
        document_id: The document's id, a UUID.
        segment_id: The segment's id, a UUID.
        body: The child chunk's text.

    Returns:
        ``ChildChunkAnswer`` or ``Error``. The child chunk as it was stored.
        ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(dataset_id, document_id, segment_id, client=client, body=body).parsed


async def asyncio_detailed(
    dataset_id: str, document_id: str, segment_id: str, *, client: Client, body: models.ChildChunkRequest
) -> Response[models.ChildChunkAnswer | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(dataset_id, document_id, segment_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    dataset_id: str, document_id: str, segment_id: str, *, client: Client, body: models.ChildChunkRequest
) -> models.ChildChunkAnswer | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(dataset_id, document_id, segment_id, client=client, body=body)).parsed
