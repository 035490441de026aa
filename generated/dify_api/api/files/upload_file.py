"""``POST /v1/files/upload``: Upload a file."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
)


def _get_kwargs(*, body: models.FileUploadRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/v1/files/upload",
        **body.to_multipart(),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.FileUpload | models.Error | None:
    if response.is_success:
        return json_body(response, models.FileUpload.from_dict)
    return error_body(client, response, 400, 401, 403, 413, 415, 500)


def sync_detailed(
    *, client: Client, body: models.FileUploadRequest
) -> Response[models.FileUpload | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: Client, body: models.FileUploadRequest) -> models.FileUpload | models.Error | None:
    """Upload a file.

    Stores a file for the end user. Messages mention it by its id.

    ``POST /v1/files/upload``

    Args:
        client: Whom to ask, and with which key.
        body: The file and who sends it.

    Returns:
        ``FileUpload`` or ``Error``. The file on the server.
        ``Error`` for 400, 401, 403, 413, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio_detailed(
    *, client: Client, body: models.FileUploadRequest
) -> Response[models.FileUpload | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    *, client: Client, body: models.FileUploadRequest
) -> models.FileUpload | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
