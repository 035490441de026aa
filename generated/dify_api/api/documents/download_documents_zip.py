"""``POST /v1/datasets/{dataset_id}/documents/download-zip``: Get the files of documents as one ZIP
archive.
"""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import bytes_body, error_body
from ...client import Client
from ...types import (
    Response,
    json_value,
    path_segment,
)


def _get_kwargs(dataset_id: str, *, body: models.DocumentIdsRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/documents/download-zip",
        "json": json_value(body),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> bytes | models.Error | None:
    if response.is_success:
        return bytes_body(response)
    return error_body(client, response, 400, 401, 403, 404, 415, 500)


def sync_detailed(
    dataset_id: str, *, client: Client, body: models.DocumentIdsRequest
) -> Response[bytes | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(dataset_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(dataset_id: str, *, client: Client, body: models.DocumentIdsRequest) -> bytes | models.Error | None:
    """Get the files of documents as one ZIP archive.

    The archive holds the files of up to 100 documents that came from files. (Dify since 1.13.1)

    ``POST /v1/datasets/{dataset_id}/documents/download-zip``

    Args:
        client: Whom to ask, and with which key.
        dataset_id: The knowledge base's id, a UUID.
        body: Which documents.

    Returns:
        ``bytes`` or ``Error``. The archive, a ZIP.
        ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(dataset_id, client=client, body=body).parsed


async def asyncio_detailed(
    dataset_id: str, *, client: Client, body: models.DocumentIdsRequest
) -> Response[bytes | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(dataset_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    dataset_id: str, *, client: Client, body: models.DocumentIdsRequest
) -> bytes | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(dataset_id, client=client, body=body)).parsed
