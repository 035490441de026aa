"""``GET /v1/datasets/tags``: List the workspace's tags."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
    list_of,
)


def _get_kwargs() -> dict[str, Any]:
    return {
        "method": "get",
        "url": "/v1/datasets/tags",
    }


def _parse_response(*, client: Client, response: httpx.Response) -> list[models.Tag] | models.Error | None:
    if response.is_success:
        return json_body(response, list_of(models.Tag.from_dict))
    return error_body(client, response, 400, 401, 403, 404, 500)


def sync_detailed(*, client: Client) -> Response[list[models.Tag] | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: Client) -> list[models.Tag] | models.Error | None:
    """List the workspace's tags.

    Returns all tags for knowledge bases at once. (Dify since 1.4.2) 1.12.1 to 1.14.2 answer 400 as
    soon as there is a tag; 1.9.2 answers 404.

    ``GET /v1/datasets/tags``

    Args:
        client: Whom to ask, and with which key.

    Returns:
        ``list[Tag]`` or ``Error``. The tags.
        ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.
        404: 1.9.2 takes `tags` for the id of a knowledge base and does not find it.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client).parsed


async def asyncio_detailed(*, client: Client) -> Response[list[models.Tag] | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs())
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: Client) -> list[models.Tag] | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client)).parsed
