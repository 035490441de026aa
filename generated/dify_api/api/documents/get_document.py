"""``GET /v1/datasets/{dataset_id}/documents/{document_id}``: Get a document."""

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
    dataset_id: str, document_id: str, *, metadata: models.DocumentMetadataChoice | None = None
) -> dict[str, Any]:
    return {
        "method": "get",
        "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/{path_segment(document_id, 'document_id')}",
        "params": query_fields(
            {
                "metadata": metadata,
            }
        ),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.Document | models.Error | None:
    if response.is_success:
        return json_body(response, models.Document.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 405, 500)


def sync_detailed(
    dataset_id: str,
    document_id: str,
    *,
    client: Client,
    metadata: models.DocumentMetadataChoice | None = None,
) -> Response[models.Document | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(dataset_id, document_id, metadata=metadata))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    dataset_id: str,
    document_id: str,
    *,
    client: Client,
    metadata: models.DocumentMetadataChoice | None = None,
) -> models.Document | models.Error | None:
    """Get a document.

    Returns a document with its rules, its language and its metadata. (Dify since 1.5.1)

    ``GET /v1/datasets/{dataset_id}/documents/{document_id}``

    Args:
        client: Whom to ask, and with which key.
        dataset_id: The knowledge base's id, a UUID.
        document_id: The document's id, a UUID.
        metadata: Whether the answer contains the metadata. Default: `all`.

    Returns:
        ``Document`` or ``Error``. The document. With `only` it has its id, type and metadata alone.
        ``Error`` for 400, 401, 403, 404, 405, 500: see ``dify_api.errors``.
        405: 0.15.8 does not have this operation.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(dataset_id, document_id, client=client, metadata=metadata).parsed


async def asyncio_detailed(
    dataset_id: str,
    document_id: str,
    *,
    client: Client,
    metadata: models.DocumentMetadataChoice | None = None,
) -> Response[models.Document | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(dataset_id, document_id, metadata=metadata))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    dataset_id: str,
    document_id: str,
    *,
    client: Client,
    metadata: models.DocumentMetadataChoice | None = None,
) -> models.Document | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(dataset_id, document_id, client=client, metadata=metadata)).parsed
