"""``POST /v1/datasets/tags``: Create a tag."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
    json_value,
)


def _get_kwargs(*, body: models.TagRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/v1/datasets/tags",
        "json": json_value(body),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.Tag | models.Error | None:
    if response.is_success:
        return json_body(response, models.Tag.from_dict)
    return error_body(client, response, 400, 401, 403, 415, 500)


def sync_detailed(*, client: Client, body: models.TagRequest) -> Response[models.Tag | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: Client, body: models.TagRequest) -> models.Tag | models.Error | None:
    """Create a tag.

    Adds a tag for knowledge bases to the workspace. The server answers 400 if there is a tag of
    this name. (Dify since 1.4.2) 1.12.1 to 1.14.2 store the tag and yet answer 400 ("validation
    error … binding_count").

    ``POST /v1/datasets/tags``

    Args:
        client: Whom to ask, and with which key.
        body: The tag's name.

    Returns:
        ``Tag`` or ``Error``. The tag as it was stored.
        ``Error`` for 400, 401, 403, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio_detailed(*, client: Client, body: models.TagRequest) -> Response[models.Tag | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: Client, body: models.TagRequest) -> models.Tag | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
