"""``POST /v1/datasets``: Create a knowledge base."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, json_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
    json_value,
)

if TYPE_CHECKING:
    from ...models.datasets import CreateDatasetRequest, Dataset
    from ...models.error import Error


def _get_kwargs(*, body: CreateDatasetRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/v1/datasets",
        "json": json_value(body),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Dataset | Error | None:
    from ...models.datasets import Dataset
    from ...models.error import Error

    if response.is_success:
        return json_body(response, Dataset.from_dict)
    if response.status_code in (400, 401, 403, 409, 415, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    *, client: AuthenticatedClient | Client, body: CreateDatasetRequest
) -> Response[Dataset | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: AuthenticatedClient | Client, body: CreateDatasetRequest) -> Dataset | Error | None:
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
    *, client: AuthenticatedClient | Client, body: CreateDatasetRequest
) -> Response[Dataset | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    *, client: AuthenticatedClient | Client, body: CreateDatasetRequest
) -> Dataset | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
