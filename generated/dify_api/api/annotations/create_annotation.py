"""``POST /v1/apps/annotations``: Prepare an answer."""

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


def _get_kwargs(*, body: models.AnnotationRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/v1/apps/annotations",
        "json": json_value(body),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.Annotation | models.Error | None:
    if response.is_success:
        return json_body(response, models.Annotation.from_dict)
    return error_body(client, response, 400, 401, 403, 415, 500)


def sync_detailed(
    *, client: Client, body: models.AnnotationRequest
) -> Response[models.Annotation | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: Client, body: models.AnnotationRequest) -> models.Annotation | models.Error | None:
    """Prepare an answer.

    Adds an annotation to the app: questions like this one get this answer, without the model. (Dify
    since 1.2.0)

    ``POST /v1/apps/annotations``

    Args:
        client: Whom to ask, and with which key.
        body: The question and its answer.

    Returns:
        ``Annotation`` or ``Error``. The annotation as it was stored.
        ``Error`` for 400, 401, 403, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio_detailed(
    *, client: Client, body: models.AnnotationRequest
) -> Response[models.Annotation | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    *, client: Client, body: models.AnnotationRequest
) -> models.Annotation | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
