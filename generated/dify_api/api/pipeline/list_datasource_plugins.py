"""``GET /v1/datasets/{dataset_id}/pipeline/datasource-plugins``: List the sources of a knowledge
pipeline.
"""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
    list_of,
    path_segment,
    query_fields,
)


def _get_kwargs(dataset_id: str, *, is_published: bool | None = None) -> dict[str, Any]:
    return {
        "method": "get",
        "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/pipeline/datasource-plugins",
        "params": query_fields(
            {
                "is_published": is_published,
            }
        ),
    }


def _parse_response(
    *, client: Client, response: httpx.Response
) -> list[models.DatasourcePlugin] | models.Error | None:
    if response.is_success:
        return json_body(response, list_of(models.DatasourcePlugin.from_dict))
    return error_body(client, response, 400, 401, 403, 404, 500)


def sync_detailed(
    dataset_id: str, *, client: Client, is_published: bool | None = None
) -> Response[list[models.DatasourcePlugin] | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(dataset_id, is_published=is_published))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    dataset_id: str, *, client: Client, is_published: bool | None = None
) -> list[models.DatasourcePlugin] | models.Error | None:
    """List the sources of a knowledge pipeline.

    Returns the nodes with which the pipeline begins, each with the plugin that reads its source.
    The server answers 400 if the knowledge base has no pipeline. (Dify since 1.13.0)

    ``GET /v1/datasets/{dataset_id}/pipeline/datasource-plugins``

    Args:
        client: Whom to ask, and with which key.
        dataset_id: The knowledge base's id, a UUID.
        is_published: Whether to use the published pipeline, not the draft. Default: true.

    Returns:
        ``list[DatasourcePlugin]`` or ``Error``. The sources.
        ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(dataset_id, client=client, is_published=is_published).parsed


async def asyncio_detailed(
    dataset_id: str, *, client: Client, is_published: bool | None = None
) -> Response[list[models.DatasourcePlugin] | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(dataset_id, is_published=is_published))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    dataset_id: str, *, client: Client, is_published: bool | None = None
) -> list[models.DatasourcePlugin] | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(dataset_id, client=client, is_published=is_published)).parsed
