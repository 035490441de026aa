"""``POST /v1/datasets/{dataset_id}/pipeline/datasource/nodes/{node_id}/run``: Ask a source of a
knowledge pipeline what it has.
"""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import bytes_body, error_body
from ...client import Client
from ...types import (
    Response,
    json_value,
    path_segment,
)


def _get_kwargs(dataset_id: str, node_id: str, *, body: models.DatasourceNodeRunRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/pipeline/datasource/nodes/{path_segment(node_id, 'node_id')}/run",
        "json": json_value(body),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> bytes | models.Error | None:
    if response.is_success:
        return bytes_body(response)
    return error_body(client, response, 400, 401, 403, 404, 415, 500)


def sync_detailed(
    dataset_id: str, node_id: str, *, client: Client, body: models.DatasourceNodeRunRequest
) -> Response[bytes | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(dataset_id, node_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    dataset_id: str, node_id: str, *, client: Client, body: models.DatasourceNodeRunRequest
) -> bytes | models.Error | None:
    """Ask a source of a knowledge pipeline what it has.

    Runs one of the nodes with which a pipeline begins, and tells what it finds (pages, files,
    sites), to choose from before the pipeline is run. The answer is a stream, with a
    `datasource_error` event if the source fails. (Dify since 1.13.0)

    ``POST /v1/datasets/{dataset_id}/pipeline/datasource/nodes/{node_id}/run``

    Args:
        client: Whom to ask, and with which key.
        dataset_id: The knowledge base's id, a UUID.
        node_id: The node's id, from the list of sources.
        body: How to ask.

    Returns:
        ``bytes`` or ``Error``. A stream with one event in each `data:` line.
        ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(dataset_id, node_id, client=client, body=body).parsed


async def asyncio_detailed(
    dataset_id: str, node_id: str, *, client: Client, body: models.DatasourceNodeRunRequest
) -> Response[bytes | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(dataset_id, node_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    dataset_id: str, node_id: str, *, client: Client, body: models.DatasourceNodeRunRequest
) -> bytes | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(dataset_id, node_id, client=client, body=body)).parsed
