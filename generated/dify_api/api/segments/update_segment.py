"""``POST /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}``: Change a segment."""

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
    dataset_id: str, document_id: str, segment_id: str, *, body: models.SegmentUpdateRequest
) -> dict[str, Any]:
    return {
        "method": "post",
        "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/{path_segment(document_id, 'document_id')}/segments/{path_segment(segment_id, 'segment_id')}",
        "json": json_value(body),
    }


def _parse_response(
    *, client: Client, response: httpx.Response
) -> models.SegmentAnswer | models.Error | None:
    if response.is_success:
        return json_body(response, models.SegmentAnswer.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 415, 500)


def sync_detailed(
    dataset_id: str, document_id: str, segment_id: str, *, client: Client, body: models.SegmentUpdateRequest
) -> Response[models.SegmentAnswer | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(dataset_id, document_id, segment_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    dataset_id: str, document_id: str, segment_id: str, *, client: Client, body: models.SegmentUpdateRequest
) -> models.SegmentAnswer | models.Error | None:
    """Change a segment.

    Changes what is given of a segment, and indexes it again if that is needed. The server answers
    400 while it works an earlier change into the index (try again a moment later), and if the
    segment is switched off and `enabled` is not sent. If the text changes as well, 1.13.2 keeps the
    old keywords. Where the text changes as well, 1.13.2 keeps the old keywords.

    ``POST /v1/datasets/{dataset_id}/documents/{document_id}/segments/{segment_id}``

    Args:
        client: Whom to ask, and with which key.
        dataset_id: The knowledge base's id, a UUID.
        document_id: The document's id, a UUID.
        segment_id: The segment's id, a UUID.
        body: What to change.

    Returns:
        ``SegmentAnswer`` or ``Error``. The segment as it is now.
        ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(dataset_id, document_id, segment_id, client=client, body=body).parsed


async def asyncio_detailed(
    dataset_id: str, document_id: str, segment_id: str, *, client: Client, body: models.SegmentUpdateRequest
) -> Response[models.SegmentAnswer | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(dataset_id, document_id, segment_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    dataset_id: str, document_id: str, segment_id: str, *, client: Client, body: models.SegmentUpdateRequest
) -> models.SegmentAnswer | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(dataset_id, document_id, segment_id, client=client, body=body)).parsed
