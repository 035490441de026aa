"""``DELETE /v1/apps/annotations/{annotation_id}``: Delete a prepared answer."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body
from ...client import Client
from ...types import (
    Response,
    path_segment,
)


def _get_kwargs(annotation_id: str) -> dict[str, Any]:
    return {
        "method": "delete",
        "url": f"/v1/apps/annotations/{path_segment(annotation_id, 'annotation_id')}",
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.Error | None:
    if response.is_success:
        return None
    return error_body(client, response, 401, 403, 404, 500)


def sync_detailed(annotation_id: str, *, client: Client) -> Response[models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(annotation_id))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(annotation_id: str, *, client: Client) -> models.Error | None:
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


async def asyncio_detailed(annotation_id: str, *, client: Client) -> Response[models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(annotation_id))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(annotation_id: str, *, client: Client) -> models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(annotation_id, client=client)).parsed
