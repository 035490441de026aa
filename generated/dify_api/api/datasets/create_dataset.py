"""``POST /v1/datasets``: Create a knowledge base."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
    json_value,
)


def _get_kwargs(*, body: models.CreateDatasetRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/v1/datasets",
        "json": json_value(body),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.Dataset | models.Error | None:
    if response.is_success:
        return json_body(response, models.Dataset.from_dict)
    return error_body(client, response, 400, 401, 403, 409, 415, 500)


def sync_detailed(
    *, client: Client, body: models.CreateDatasetRequest
) -> Response[models.Dataset | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: Client, body: models.CreateDatasetRequest) -> models.Dataset | models.Error | None:
    """Create a knowledge base.

    Creates an empty knowledge base, or one that stands for an external knowledge base. The server
    answers 409 if the name is taken. It does not check whether the embedding model exists.

    ``POST /v1/datasets``

    Args:
        client: Whom to ask, and with which key.
        body: What it is called and how it is to work.

    Returns:
        ``Dataset`` or ``Error``. The knowledge base.
        ``Error`` for 400, 401, 403, 409, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio_detailed(
    *, client: Client, body: models.CreateDatasetRequest
) -> Response[models.Dataset | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    *, client: Client, body: models.CreateDatasetRequest
) -> models.Dataset | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
