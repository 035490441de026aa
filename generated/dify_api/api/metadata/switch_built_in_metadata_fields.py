"""``POST /v1/datasets/{dataset_id}/metadata/built-in/{action}``: Switch the server's own metadata
fields on or off.
"""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
    path_segment,
)


def _get_kwargs(dataset_id: str, action: models.BuiltInMetadataAction) -> dict[str, Any]:
    return {
        "method": "post",
        "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/metadata/built-in/{path_segment(action, 'action')}",
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.Result | models.Error | None:
    if response.is_success:
        return json_body(response, models.Result.from_dict)
    return error_body(client, response, 401, 403, 404, 500)


def sync_detailed(
    dataset_id: str, action: models.BuiltInMetadataAction, *, client: Client
) -> Response[models.Result | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(dataset_id, action))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    dataset_id: str, action: models.BuiltInMetadataAction, *, client: Client
) -> models.Result | models.Error | None:
    """Switch the server's own metadata fields on or off.

    Lets the server fill its own fields for each document of a knowledge base, or removes them. The
    server answers with success to an unknown action, and does nothing. (Dify since 1.1.1) 1.8.1
    answers with the body `200`.

    ``POST /v1/datasets/{dataset_id}/metadata/built-in/{action}``

    Args:
        client: Whom to ask, and with which key.
        dataset_id: The knowledge base's id, a UUID.
        action: Whether the fields are switched on or off.

    Returns:
        ``Result`` or ``Error``. They are on, or off.
        ``Error`` for 401, 403, 404, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(dataset_id, action, client=client).parsed


async def asyncio_detailed(
    dataset_id: str, action: models.BuiltInMetadataAction, *, client: Client
) -> Response[models.Result | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(dataset_id, action))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    dataset_id: str, action: models.BuiltInMetadataAction, *, client: Client
) -> models.Result | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(dataset_id, action, client=client)).parsed
