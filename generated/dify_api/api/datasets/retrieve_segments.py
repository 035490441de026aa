"""``POST /v1/datasets/{dataset_id}/retrieve``: Search a knowledge base."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
    json_value,
    path_segment,
)


def _get_kwargs(dataset_id: str, *, body: models.RetrieveRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/retrieve",
        "json": json_value(body),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.Retrieval | models.Error | None:
    if response.is_success:
        return json_body(response, models.Retrieval.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 415, 500)


def sync_detailed(
    dataset_id: str, *, client: Client, body: models.RetrieveRequest
) -> Response[models.Retrieval | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(dataset_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    dataset_id: str, *, client: Client, body: models.RetrieveRequest
) -> models.Retrieval | models.Error | None:
    """Search a knowledge base.

    Returns the segments that fit a text best, as an app would get them.

    ``POST /v1/datasets/{dataset_id}/retrieve``

    Args:
        client: Whom to ask, and with which key.
        dataset_id: The knowledge base's id, a UUID.
        body: What to look for and how.

    Returns:
        ``Retrieval`` or ``Error``. The segments in `records`, the best first, each with its
            `score`.
        ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(dataset_id, client=client, body=body).parsed


async def asyncio_detailed(
    dataset_id: str, *, client: Client, body: models.RetrieveRequest
) -> Response[models.Retrieval | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(dataset_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    dataset_id: str, *, client: Client, body: models.RetrieveRequest
) -> models.Retrieval | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(dataset_id, client=client, body=body)).parsed
