"""``GET /v1/datasets/{dataset_id}``: Get a knowledge base."""

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
        "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}",
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.Dataset | models.Error | None:
    if response.is_success:
        return json_body(response, models.Dataset.from_dict)
    return error_body(client, response, 401, 403, 404, 405, 500)


def sync_detailed(dataset_id: str, *, client: Client) -> Response[models.Dataset | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(dataset_id))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(dataset_id: str, *, client: Client) -> models.Dataset | models.Error | None:
    """Get a knowledge base.

    Returns a knowledge base and its settings. (Dify since 1.2.0)

    ``GET /v1/datasets/{dataset_id}``

    Args:
        client: Whom to ask, and with which key.
        dataset_id: The knowledge base's id, a UUID.

    Returns:
        ``Dataset`` or ``Error``. The knowledge base.
        ``Error`` for 401, 403, 404, 405, 500: see ``dify_api.errors``.
        405: 0.15.8 does not have this operation.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(dataset_id, client=client).parsed


async def asyncio_detailed(dataset_id: str, *, client: Client) -> Response[models.Dataset | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(dataset_id))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(dataset_id: str, *, client: Client) -> models.Dataset | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(dataset_id, client=client)).parsed
