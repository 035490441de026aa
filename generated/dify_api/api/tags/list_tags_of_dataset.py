"""``GET /v1/datasets/{dataset_id}/tags``: List the tags of a knowledge base."""

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
        "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/tags",
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.TagList | models.Error | None:
    if response.is_success:
        return json_body(response, models.TagList.from_dict)
    return error_body(client, response, 401, 403, 404, 500)


def sync_detailed(dataset_id: str, *, client: Client) -> Response[models.TagList | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(dataset_id))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(dataset_id: str, *, client: Client) -> models.TagList | models.Error | None:
    """List the tags of a knowledge base.

    Returns all tags of one knowledge base at once. For an unknown knowledge base 1.8.1 gives an
    empty list, later releases answer 404. (Dify since 1.4.2) 1.8.1 gives an empty list for a
    knowledge base it does not know; later ones answer 404.

    ``GET /v1/datasets/{dataset_id}/tags``

    Args:
        client: Whom to ask, and with which key.
        dataset_id: The knowledge base's id, a UUID.

    Returns:
        ``TagList`` or ``Error``. The tags.
        ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(dataset_id, client=client).parsed


async def asyncio_detailed(dataset_id: str, *, client: Client) -> Response[models.TagList | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(dataset_id))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(dataset_id: str, *, client: Client) -> models.TagList | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(dataset_id, client=client)).parsed
