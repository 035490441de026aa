"""``POST /v1/datasets/{dataset_id}/document/create-by-file``: Add a document by its file.

Stores a file as a document and starts to index it. Only one file is taken. The first document of a
knowledge base needs an indexing technique if the base has none.
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
    from ...models.create_document_by_file_request import CreateDocumentByFileRequest
    from ...models.document_created import DocumentCreated
    from ...models.error import Error


def _get_kwargs(dataset_id: str, *, body: CreateDocumentByFileRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/document/create-by-file",
        **body.to_multipart(),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> DocumentCreated | Error | None:
    from ...models.document_created import DocumentCreated
    from ...models.error import Error

    if response.is_success:
        return json_body(response, DocumentCreated.from_dict)
    if response.status_code in (400, 401, 403, 404, 413, 415, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    dataset_id: str, *, client: AuthenticatedClient | Client, body: CreateDocumentByFileRequest
) -> Response[DocumentCreated | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(dataset_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    dataset_id: str, *, client: AuthenticatedClient | Client, body: CreateDocumentByFileRequest
) -> DocumentCreated | Error | None:
    """Add a document by its file.

    Stores a file as a document and starts to index it. Only one file is taken. The first document
    of a knowledge base needs an indexing technique if the base has none.

    ``POST /v1/datasets/{dataset_id}/document/create-by-file``

    Args:
        client: Whom to ask, and with which key.
        dataset_id: The knowledge base's id, a UUID.
        body: The file, and how it is to be cut and indexed.

    Returns:
        ``DocumentCreated`` or ``Error``.
        200: The document, which is still being indexed, and its `batch`.
        400: A value is missing or wrong, the app is not set up for this, its model failed, or it is
            at its limit of concurrent requests ("Too many requests. Please try again later.") or of
            keys.
        401: No key, a key the server does not know, or a key of another kind (a dataset's for an
            app). In the console no sign-in, one that has expired, or one without its CSRF token.
        403: The key is right and yet may not do this, for example because the app's API is switched
            off. In the console the account's role does not allow it.
        404: There is no such thing, or it belongs to another user or app. A page of HTML comes
            instead of JSON if an id in the path is no UUID, or if the release does not have the
            operation.
        413: The file is larger than the server takes.
        415: The request is not of the content type the server wants, or the file is of a type it
            refuses.
        500: The server failed, at times over input it should have refused.

    Raises:
        UnexpectedStatus: The status is none of these, or an error has no JSON body (a proxy's
            page).
        WrongShape: A success has not the shape that was promised.
        httpx.HTTPError: There was no answer.
    """
    return sync_detailed(dataset_id, client=client, body=body).parsed


async def asyncio_detailed(
    dataset_id: str, *, client: AuthenticatedClient | Client, body: CreateDocumentByFileRequest
) -> Response[DocumentCreated | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(dataset_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    dataset_id: str, *, client: AuthenticatedClient | Client, body: CreateDocumentByFileRequest
) -> DocumentCreated | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(dataset_id, client=client, body=body)).parsed
