"""``POST /v1/datasets/pipeline/file-upload``: Upload a file for a knowledge pipeline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, json_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
)

if TYPE_CHECKING:
    from ...models.error import Error
    from ...models.pipeline import PipelineFile, PipelineFileUploadRequest


def _get_kwargs(*, body: PipelineFileUploadRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/v1/datasets/pipeline/file-upload",
        **body.to_multipart(),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> PipelineFile | Error | None:
    from ...models.error import Error
    from ...models.pipeline import PipelineFile

    if response.is_success:
        return json_body(response, PipelineFile.from_dict)
    if response.status_code in (400, 401, 403, 413, 415, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    *, client: AuthenticatedClient | Client, body: PipelineFileUploadRequest
) -> Response[PipelineFile | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    *, client: AuthenticatedClient | Client, body: PipelineFileUploadRequest
) -> PipelineFile | Error | None:
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
    *, client: AuthenticatedClient | Client, body: PipelineFileUploadRequest
) -> Response[PipelineFile | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    *, client: AuthenticatedClient | Client, body: PipelineFileUploadRequest
) -> PipelineFile | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
