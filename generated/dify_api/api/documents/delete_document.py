"""``DELETE /v1/datasets/{dataset_id}/documents/{document_id}``: Delete a document.

Removes a document with its segments. The server answers 403 if it is archived, and sometimes 400
while it is being indexed. 1.4 to 1.12 answer 200 with the body `204`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
    path_segment,
)

if TYPE_CHECKING:
    from ...models.error import Error


def _get_kwargs(dataset_id: str, document_id: str) -> dict[str, Any]:
    return {
        "method": "delete",
        "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/{path_segment(document_id, 'document_id')}",
    }


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Error | None:
    from ...models.error import Error

    if response.is_success:
        return None
    if response.status_code in (400, 401, 403, 404, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    dataset_id: str, document_id: str, *, client: AuthenticatedClient | Client
) -> Response[Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(dataset_id, document_id))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(dataset_id: str, document_id: str, *, client: AuthenticatedClient | Client) -> Error | None:
    """Delete a document.

    Removes a document with its segments. The server answers 403 if it is archived, and sometimes
    400 while it is being indexed. 1.4 to 1.12 answer 200 with the body `204`.

    ``DELETE /v1/datasets/{dataset_id}/documents/{document_id}``

    Args:
        client: Whom to ask, and with which key.
        dataset_id: The knowledge base's id, a UUID.
        document_id: The document's id, a UUID.

    Returns:
        ``Error``.
        204: The document is gone.
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
        500: The server failed, at times over input it should have refused.

    Raises:
        UnexpectedStatus: The status is none of these, or an error has no JSON body (a proxy's
            page).
        WrongShape: A success has not the shape that was promised.
        httpx.HTTPError: There was no answer.
    """
    return sync_detailed(dataset_id, document_id, client=client).parsed


async def asyncio_detailed(
    dataset_id: str, document_id: str, *, client: AuthenticatedClient | Client
) -> Response[Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(dataset_id, document_id))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(dataset_id: str, document_id: str, *, client: AuthenticatedClient | Client) -> Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(dataset_id, document_id, client=client)).parsed
