"""``GET /console/api/datasets/{dataset_id}/error-docs``: List the documents that failed."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
    path_segment,
)


def _get_kwargs(dataset_id: str) -> dict[str, Any]:
    return {
        "method": "get",
        "url": f"/console/api/datasets/{path_segment(dataset_id, 'dataset_id')}/error-docs",
    }


def _parse_response(
    *, client: Client, response: httpx.Response
) -> models.ErrorDocumentList | models.Error | None:
    if response.is_success:
        return json_body(response, models.ErrorDocumentList.from_dict)
    return error_body(client, response, 401, 403, 404, 500)


def sync_detailed(dataset_id: str, *, client: Client) -> Response[models.ErrorDocumentList | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(dataset_id))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(dataset_id: str, *, client: Client) -> models.ErrorDocumentList | models.Error | None:
    """List the documents that failed.

    Returns the documents that could not be indexed or were paused, at once. From the server's
    source; it was not recorded.

    ``GET /console/api/datasets/{dataset_id}/error-docs``

    Args:
        client: Whom to ask, and with which key.
        dataset_id: The knowledge base's id, a UUID.

    Returns:
        ``ErrorDocumentList`` or ``Error``. The documents.
        ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(dataset_id, client=client).parsed


async def asyncio_detailed(
    dataset_id: str, *, client: Client
) -> Response[models.ErrorDocumentList | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(dataset_id))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(dataset_id: str, *, client: Client) -> models.ErrorDocumentList | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(dataset_id, client=client)).parsed
