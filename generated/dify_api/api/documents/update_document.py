"""``PATCH /v1/datasets/{dataset_id}/documents/{document_id}``: Change a document, with a file or
without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, json_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
    path_segment,
)

if TYPE_CHECKING:
    from ...models.documents import DocumentCreated, UpdateDocumentByFileRequest
    from ...models.error import Error


def _get_kwargs(dataset_id: str, document_id: str, *, body: UpdateDocumentByFileRequest) -> dict[str, Any]:
    return {
        "method": "patch",
        "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/{path_segment(document_id, 'document_id')}",
        **body.to_multipart(),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> DocumentCreated | Error | None:
    from ...models.documents import DocumentCreated
    from ...models.error import Error

    if response.is_success:
        return json_body(response, DocumentCreated.from_dict)
    if response.status_code in (400, 401, 403, 404, 405, 413, 415, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    dataset_id: str,
    document_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: UpdateDocumentByFileRequest,
) -> Response[DocumentCreated | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(dataset_id, document_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    dataset_id: str,
    document_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: UpdateDocumentByFileRequest,
) -> DocumentCreated | Error | None:
    """Change a document, with a file or without.

    Replaces the document's file, or indexes it again by other rules. Without a file the rules must
    be sent; the server refuses a name alone. (Dify since 1.14.0)

    ``PATCH /v1/datasets/{dataset_id}/documents/{document_id}``

    Args:
        client: Whom to ask, and with which key.
        dataset_id: The knowledge base's id, a UUID.
        document_id: The document's id, a UUID.
        body: What changes.

    Returns:
        ``DocumentCreated`` or ``Error``. The document, which is still being indexed, and its
            `batch`.
        ``Error`` for 400, 401, 403, 404, 405, 413, 415, 500: see ``dify_api.errors``.
        405: 0.15.8 does not have this operation.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(dataset_id, document_id, client=client, body=body).parsed


async def asyncio_detailed(
    dataset_id: str,
    document_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: UpdateDocumentByFileRequest,
) -> Response[DocumentCreated | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(dataset_id, document_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    dataset_id: str,
    document_id: str,
    *,
    client: AuthenticatedClient | Client,
    body: UpdateDocumentByFileRequest,
) -> DocumentCreated | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(dataset_id, document_id, client=client, body=body)).parsed
