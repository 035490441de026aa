"""``PATCH /v1/datasets/{dataset_id}``: Change a knowledge base."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, json_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
    json_value,
    path_segment,
)

if TYPE_CHECKING:
    from ...models.datasets import Dataset, UpdateDatasetRequest
    from ...models.error import Error


def _get_kwargs(dataset_id: str, *, body: UpdateDatasetRequest) -> dict[str, Any]:
    return {
        "method": "patch",
        "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}",
        "json": json_value(body),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Dataset | Error | None:
    from ...models.datasets import Dataset
    from ...models.error import Error

    if response.is_success:
        return json_body(response, Dataset.from_dict)
    if response.status_code in (400, 401, 403, 404, 405, 409, 415, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    dataset_id: str, *, client: AuthenticatedClient | Client, body: UpdateDatasetRequest
) -> Response[Dataset | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(dataset_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    dataset_id: str, *, client: AuthenticatedClient | Client, body: UpdateDatasetRequest
) -> Dataset | Error | None:
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
    dataset_id: str, *, client: AuthenticatedClient | Client, body: UpdateDatasetRequest
) -> Response[Dataset | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(dataset_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    dataset_id: str, *, client: AuthenticatedClient | Client, body: UpdateDatasetRequest
) -> Dataset | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(dataset_id, client=client, body=body)).parsed
