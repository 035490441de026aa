"""``PUT /v1/apps/annotations/{annotation_id}``: Change a prepared answer."""

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


def _get_kwargs(annotation_id: str, *, body: models.AnnotationRequest) -> dict[str, Any]:
    return {
        "method": "put",
        "url": f"/v1/apps/annotations/{path_segment(annotation_id, 'annotation_id')}",
        "json": json_value(body),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.Annotation | models.Error | None:
    if response.is_success:
        return json_body(response, models.Annotation.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 415, 500)


def sync_detailed(
    annotation_id: str, *, client: Client, body: models.AnnotationRequest
) -> Response[models.Annotation | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(annotation_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    annotation_id: str, *, client: Client, body: models.AnnotationRequest
) -> models.Annotation | models.Error | None:
    """Change a prepared answer.

    Replaces the question and the answer of an annotation. (Dify since 1.3.1)

    ``PUT /v1/apps/annotations/{annotation_id}``

    Args:
        client: Whom to ask, and with which key.
        annotation_id: The annotation's id, a UUID.
        body: The question and its answer.

    Returns:
        ``Annotation`` or ``Error``. The annotation as it is now.
        ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(annotation_id, client=client, body=body).parsed


async def asyncio_detailed(
    annotation_id: str, *, client: Client, body: models.AnnotationRequest
) -> Response[models.Annotation | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(annotation_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    annotation_id: str, *, client: Client, body: models.AnnotationRequest
) -> models.Annotation | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(annotation_id, client=client, body=body)).parsed
