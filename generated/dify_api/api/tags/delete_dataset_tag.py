"""``DELETE /v1/datasets/tags``: Delete a tag."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body
from ...client import Client
from ...types import (
    Response,
    json_value,
)


def _get_kwargs(*, body: models.TagDeleteRequest) -> dict[str, Any]:
    return {
        "method": "delete",
        "url": "/v1/datasets/tags",
        "json": json_value(body),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.Error | None:
    if response.is_success:
        return None
    return error_body(client, response, 400, 401, 403, 404, 415, 500)


def sync_detailed(*, client: Client, body: models.TagDeleteRequest) -> Response[models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: Client, body: models.TagDeleteRequest) -> models.Error | None:
    """Delete a tag.

    Removes a tag from the workspace and from each knowledge base that has it. (Dify since 1.4.2)
    1.4 to 1.12 answer 200 with the body `204`.

    ``DELETE /v1/datasets/tags``

    Args:
        client: Whom to ask, and with which key.
        body: The tag.

    Returns:
        ``Error``. The tag is gone.
        ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio_detailed(*, client: Client, body: models.TagDeleteRequest) -> Response[models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: Client, body: models.TagDeleteRequest) -> models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
