"""``PATCH /v1/datasets/{dataset_id}``: Change a knowledge base."""

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


def _get_kwargs(dataset_id: str, *, body: models.UpdateDatasetRequest) -> dict[str, Any]:
    return {
        "method": "patch",
        "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}",
        "json": json_value(body),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.Dataset | models.Error | None:
    if response.is_success:
        return json_body(response, models.Dataset.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 405, 409, 415, 500)


def sync_detailed(
    dataset_id: str, *, client: Client, body: models.UpdateDatasetRequest
) -> Response[models.Dataset | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(dataset_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    dataset_id: str, *, client: Client, body: models.UpdateDatasetRequest
) -> models.Dataset | models.Error | None:
    """Change a knowledge base.

    Changes what is given and leaves the rest as it is. (Dify since 1.2.0)

    ``PATCH /v1/datasets/{dataset_id}``

    Args:
        client: Whom to ask, and with which key.
        dataset_id: The knowledge base's id, a UUID.
        body: What changes.

    Returns:
        ``Dataset`` or ``Error``. The knowledge base as it is now.
        ``Error`` for 400, 401, 403, 404, 405, 409, 415, 500: see ``dify_api.errors``.
        405: 0.15.8 does not have this operation.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(dataset_id, client=client, body=body).parsed


async def asyncio_detailed(
    dataset_id: str, *, client: Client, body: models.UpdateDatasetRequest
) -> Response[models.Dataset | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(dataset_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    dataset_id: str, *, client: Client, body: models.UpdateDatasetRequest
) -> models.Dataset | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(dataset_id, client=client, body=body)).parsed
