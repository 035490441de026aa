"""``DELETE /v1/apps/annotations/{annotation_id}``: Delete a prepared answer."""

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


def _get_kwargs(annotation_id: str) -> dict[str, Any]:
    return {
        "method": "delete",
        "url": f"/v1/apps/annotations/{path_segment(annotation_id, 'annotation_id')}",
    }


def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Error | None:
    from ...models.error import Error

    if response.is_success:
        return None
    if response.status_code in (401, 403, 404, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(annotation_id: str, *, client: AuthenticatedClient | Client) -> Response[Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(annotation_id))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(annotation_id: str, *, client: AuthenticatedClient | Client) -> Error | None:
    """Delete a prepared answer.

    Removes an annotation from the app. (Dify since 1.2.0)

    ``DELETE /v1/apps/annotations/{annotation_id}``

    Args:
        client: Whom to ask, and with which key.
        annotation_id: The annotation's id, a UUID.

    Returns:
        ``Error``. The annotation is gone.
        ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(annotation_id, client=client).parsed


async def asyncio_detailed(annotation_id: str, *, client: AuthenticatedClient | Client) -> Response[Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(annotation_id))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(annotation_id: str, *, client: AuthenticatedClient | Client) -> Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(annotation_id, client=client)).parsed
