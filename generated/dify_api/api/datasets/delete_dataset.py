"""``DELETE /v1/datasets/{dataset_id}``: Delete a knowledge base."""

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


def _get_kwargs(dataset_id: str) -> dict[str, Any]:
    return {
        "method": "delete",
        "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}",
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.Error | None:
    if response.is_success:
        return None
    return error_body(client, response, 401, 403, 404, 409, 500)


def sync_detailed(dataset_id: str, *, client: Client) -> Response[models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(dataset_id))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(dataset_id: str, *, client: Client) -> models.Error | None:
    """Delete a knowledge base.

    Removes a knowledge base with all of its documents. The server answers 409 if an app uses it.
    1.4 to 1.12 answer 200 with the body `204`.

    ``DELETE /v1/datasets/{dataset_id}``

    Args:
        client: Whom to ask, and with which key.
        dataset_id: The knowledge base's id, a UUID.

    Returns:
        ``Error``. The knowledge base is gone.
        ``Error`` for 401, 403, 404, 409, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(dataset_id, client=client).parsed


async def asyncio_detailed(dataset_id: str, *, client: Client) -> Response[models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(dataset_id))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(dataset_id: str, *, client: Client) -> models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(dataset_id, client=client)).parsed
