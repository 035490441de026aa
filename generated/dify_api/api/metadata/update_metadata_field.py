"""``PATCH /v1/datasets/{dataset_id}/metadata/{metadata_id}``: Rename a metadata field."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
    json_value,
    path_segment,
)


def _get_kwargs(
    dataset_id: str, metadata_id: str, *, body: models.MetadataFieldUpdateRequest
) -> dict[str, Any]:
    return {
        "method": "patch",
        "url": f"/v1/datasets/{path_segment(dataset_id, 'dataset_id')}/metadata/{path_segment(metadata_id, 'metadata_id')}",
        "json": json_value(body),
    }


def _parse_response(
    *, client: Client, response: httpx.Response
) -> models.MetadataField | models.Error | None:
    if response.is_success:
        return json_body(response, models.MetadataField.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 415, 500)


def sync_detailed(
    dataset_id: str, metadata_id: str, *, client: Client, body: models.MetadataFieldUpdateRequest
) -> Response[models.MetadataField | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(dataset_id, metadata_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    dataset_id: str, metadata_id: str, *, client: Client, body: models.MetadataFieldUpdateRequest
) -> models.MetadataField | models.Error | None:
    """Rename a metadata field.

    Documents keep their values. The server answers 400 if another field has the name. For a field
    that does not exist some releases answer with success and a field whose `id` is null. (Dify
    since 1.1.1) For a field that is not there 1.13.2 answers 200 and a field of nulls.

    ``PATCH /v1/datasets/{dataset_id}/metadata/{metadata_id}``

    Args:
        client: Whom to ask, and with which key.
        dataset_id: The knowledge base's id, a UUID.
        metadata_id: The field's id, a UUID.
        body: The new name.

    Returns:
        ``MetadataField`` or ``Error``. The field as it is now.
        ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(dataset_id, metadata_id, client=client, body=body).parsed


async def asyncio_detailed(
    dataset_id: str, metadata_id: str, *, client: Client, body: models.MetadataFieldUpdateRequest
) -> Response[models.MetadataField | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(dataset_id, metadata_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    dataset_id: str, metadata_id: str, *, client: Client, body: models.MetadataFieldUpdateRequest
) -> models.MetadataField | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(dataset_id, metadata_id, client=client, body=body)).parsed
