"""``PATCH /v1/datasets/{dataset_id}/documents/status/{action}``: Switch documents on or off, or
archive them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, json_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
    json_value,
    path_segment,
)

if TYPE_CHECKING:
    from ...models.documents import DocumentIdsRequest
    from ...models.enums import DocumentStatusAction
    from ...models.error import Error
    from ...models.result import Result


def _get_kwargs(dataset_id: str, action: DocumentStatusAction, *, body: DocumentIdsRequest) -> dict[str, Any]:
    return {
        "method": "patch",
        "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/status/{path_segment(action, 'action')}",
        "json": json_value(body),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Result | Error | None:
    from ...models.error import Error
    from ...models.result import Result

    if response.is_success:
        return json_body(response, Result.from_dict)
    if response.status_code in (400, 401, 403, 404, 415, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    dataset_id: str,
    action: DocumentStatusAction,
    *,
    client: AuthenticatedClient | Client,
    body: DocumentIdsRequest,
) -> Response[Result | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(dataset_id, action, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    dataset_id: str,
    action: DocumentStatusAction,
    *,
    client: AuthenticatedClient | Client,
    body: DocumentIdsRequest,
) -> Result | Error | None:
    """Switch documents on or off, or archive them.

    Documents that are off or archived are not found by searches. The server ignores ids that it
    does not know. (Dify since 1.5.0)

    ``PATCH /v1/datasets/{dataset_id}/documents/status/{action}``

    Args:
        client: Whom to ask, and with which key.
        dataset_id: The knowledge base's id, a UUID.
        action: What to do with the documents.
        body: Which documents.

    Returns:
        ``Result`` or ``Error``. It has been done.
        ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(dataset_id, action, client=client, body=body).parsed


async def asyncio_detailed(
    dataset_id: str,
    action: DocumentStatusAction,
    *,
    client: AuthenticatedClient | Client,
    body: DocumentIdsRequest,
) -> Response[Result | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(dataset_id, action, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    dataset_id: str,
    action: DocumentStatusAction,
    *,
    client: AuthenticatedClient | Client,
    body: DocumentIdsRequest,
) -> Result | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(dataset_id, action, client=client, body=body)).parsed
