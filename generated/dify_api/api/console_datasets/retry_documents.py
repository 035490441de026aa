"""``POST /console/api/datasets/{dataset_id}/retry``: Index failed documents again."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body
from ...client import Client
from ...types import (
    Response,
    json_value,
    path_segment,
)


def _get_kwargs(dataset_id: str, *, body: models.RetryDocumentsRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": f"/console/api/datasets/{path_segment(dataset_id, 'dataset_id')}/retry",
        "json": json_value(body),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.Error | None:
    if response.is_success:
        return None
    return error_body(client, response, 400, 401, 403, 404, 415, 422, 500)


def sync_detailed(
    dataset_id: str, *, client: Client, body: models.RetryDocumentsRequest
) -> Response[models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(dataset_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(dataset_id: str, *, client: Client, body: models.RetryDocumentsRequest) -> models.Error | None:
    """Index failed documents again.

    Documents that cannot be retried are ignored. From the server's source; it was not recorded.

    ``POST /console/api/datasets/{dataset_id}/retry``

    Args:
        client: Whom to ask, and with which key.
        dataset_id: The knowledge base's id, a UUID.
        body: Which documents.

    Returns:
        ``Error``. It has been started.
        ``Error`` for 400, 401, 403, 404, 415, 422, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(dataset_id, client=client, body=body).parsed


async def asyncio_detailed(
    dataset_id: str, *, client: Client, body: models.RetryDocumentsRequest
) -> Response[models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(dataset_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    dataset_id: str, *, client: Client, body: models.RetryDocumentsRequest
) -> models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(dataset_id, client=client, body=body)).parsed
