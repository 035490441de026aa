"""``POST /v1/apps/annotation-reply/{action}``: Switch prepared answers on or off."""

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
    action: models.AnnotationReplyAction, *, body: models.AnnotationReplyRequest
) -> dict[str, Any]:
    return {
        "method": "post",
        "url": f"/v1/apps/annotation-reply/{path_segment(action, 'action')}",
        "json": json_value(body),
    }


def _parse_response(
    *, client: Client, response: httpx.Response
) -> models.AnnotationReplyJob | models.Error | None:
    if response.is_success:
        return json_body(response, models.AnnotationReplyJob.from_dict)
    return error_body(client, response, 400, 401, 403, 415, 500)


def sync_detailed(
    action: models.AnnotationReplyAction, *, client: Client, body: models.AnnotationReplyRequest
) -> Response[models.AnnotationReplyJob | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(action, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    action: models.AnnotationReplyAction, *, client: Client, body: models.AnnotationReplyRequest
) -> models.AnnotationReplyJob | models.Error | None:
    """Switch prepared answers on or off.

    Starts a job that switches the annotations of the app on or off, and gives the job. All three
    fields must be sent for `disable`, too. The server answers 500 to an action that it does not
    know. (Dify since 1.2.0)

    ``POST /v1/apps/annotation-reply/{action}``

    Args:
        client: Whom to ask, and with which key.
        action: Whether the job switches prepared answers on or off.
        body: How questions are compared.

    Returns:
        ``AnnotationReplyJob`` or ``Error``. The job that was started, or the one that runs already.
        ``Error`` for 400, 401, 403, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(action, client=client, body=body).parsed


async def asyncio_detailed(
    action: models.AnnotationReplyAction, *, client: Client, body: models.AnnotationReplyRequest
) -> Response[models.AnnotationReplyJob | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(action, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    action: models.AnnotationReplyAction, *, client: Client, body: models.AnnotationReplyRequest
) -> models.AnnotationReplyJob | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(action, client=client, body=body)).parsed
