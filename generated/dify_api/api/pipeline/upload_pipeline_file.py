"""``POST /v1/datasets/pipeline/file-upload``: Upload a file for a knowledge pipeline."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
)


def _get_kwargs(*, body: models.PipelineFileUploadRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/v1/datasets/pipeline/file-upload",
        **body.to_multipart(),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.PipelineFile | models.Error | None:
    if response.is_success:
        return json_body(response, models.PipelineFile.from_dict)
    return error_body(client, response, 400, 401, 403, 413, 415, 500)


def sync_detailed(
    *, client: Client, body: models.PipelineFileUploadRequest
) -> Response[models.PipelineFile | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    *, client: Client, body: models.PipelineFileUploadRequest
) -> models.PipelineFile | models.Error | None:
    """Upload a file for a knowledge pipeline.

    A run of the pipeline mentions the file by its id. (Dify since 1.13.0)

    ``POST /v1/datasets/pipeline/file-upload``

    Args:
        client: Whom to ask, and with which key.
        body: The file.

    Returns:
        ``PipelineFile`` or ``Error``. The file on the server.
        ``Error`` for 400, 401, 403, 413, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio_detailed(
    *, client: Client, body: models.PipelineFileUploadRequest
) -> Response[models.PipelineFile | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    *, client: Client, body: models.PipelineFileUploadRequest
) -> models.PipelineFile | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
