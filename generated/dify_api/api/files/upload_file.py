"""``POST /v1/files/upload``: Upload a file."""

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
    from ...models.files import FileUpload, FileUploadRequest


def _get_kwargs(*, body: FileUploadRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/v1/files/upload",
        **body.to_multipart(),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> FileUpload | Error | None:
    from ...models.error import Error
    from ...models.files import FileUpload

    if response.is_success:
        return json_body(response, FileUpload.from_dict)
    if response.status_code in (400, 401, 403, 413, 415, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    *, client: AuthenticatedClient | Client, body: FileUploadRequest
) -> Response[FileUpload | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: AuthenticatedClient | Client, body: FileUploadRequest) -> FileUpload | Error | None:
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
    *, client: AuthenticatedClient | Client, body: FileUploadRequest
) -> Response[FileUpload | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    *, client: AuthenticatedClient | Client, body: FileUploadRequest
) -> FileUpload | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
