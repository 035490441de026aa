"""``GET /console/api/datasets/{dataset_id}/indexing-status``: Get the indexing state of a knowledge
base.
"""

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
        "url": f"/console/api/datasets/{path_segment(dataset_id, 'dataset_id')}/indexing-status",
    }


def _parse_response(
    *, client: Client, response: httpx.Response
) -> models.DocumentIndexingStatusList | models.Error | None:
    if response.is_success:
        return json_body(response, models.DocumentIndexingStatusList.from_dict)
    return error_body(client, response, 401, 403, 404, 500)


def sync_detailed(
    dataset_id: str, *, client: Client
) -> Response[models.DocumentIndexingStatusList | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(dataset_id))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(dataset_id: str, *, client: Client) -> models.DocumentIndexingStatusList | models.Error | None:
    """Get the indexing state of a knowledge base.

    Returns the state of each document at once. For a knowledge base that does not exist the list is
    empty.

    ``GET /console/api/datasets/{dataset_id}/indexing-status``

    Args:
        client: Whom to ask, and with which key.
        dataset_id: The knowledge base's id, a UUID.

    Returns:
        ``DocumentIndexingStatusList`` or ``Error``. The state of each document.
        ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(dataset_id, client=client).parsed


async def asyncio_detailed(
    dataset_id: str, *, client: Client
) -> Response[models.DocumentIndexingStatusList | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(dataset_id))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    dataset_id: str, *, client: Client
) -> models.DocumentIndexingStatusList | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(dataset_id, client=client)).parsed
