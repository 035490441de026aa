"""``GET /v1/datasets/metadata/built-in``: List the metadata fields that come with the server, on older
releases.
"""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
)


def _get_kwargs() -> dict[str, Any]:
    return {
        "method": "get",
        "url": "/v1/datasets/metadata/built-in",
    }


def _parse_response(
    *, client: Client, response: httpx.Response
) -> models.BuiltInMetadataFieldList | models.Error | None:
    if response.is_success:
        return json_body(response, models.BuiltInMetadataFieldList.from_dict)
    return error_body(client, response, 401, 403, 404, 500)


def sync_detailed(*, client: Client) -> Response[models.BuiltInMetadataFieldList | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: Client) -> models.BuiltInMetadataFieldList | models.Error | None:
    """List the metadata fields that come with the server, on older releases.

    Returns the fields that the server can fill by itself. (Dify since 1.1.1, until 1.8.1) 1.9.0 and
    later have it below the knowledge base and answer 404 here.

    ``GET /v1/datasets/metadata/built-in``

    Args:
        client: Whom to ask, and with which key.

    Returns:
        ``BuiltInMetadataFieldList`` or ``Error``. The fields.
        ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client).parsed


async def asyncio_detailed(*, client: Client) -> Response[models.BuiltInMetadataFieldList | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: Client) -> models.BuiltInMetadataFieldList | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client)).parsed
