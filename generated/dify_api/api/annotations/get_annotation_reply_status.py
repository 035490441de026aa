"""``GET /v1/apps/annotation-reply/{action}/status/{job_id}``: Ask how far the job is that switches
prepared answers on or off.
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


def _get_kwargs(action: models.AnnotationReplyAction, job_id: str) -> dict[str, Any]:
    return {
        "method": "get",
        "url": f"/v1/apps/annotation-reply/{path_segment(action, 'action')}/status/{path_segment(job_id, 'job_id')}",
    }


def _parse_response(
    *, client: Client, response: httpx.Response
) -> models.AnnotationReplyJob | models.Error | None:
    if response.is_success:
        return json_body(response, models.AnnotationReplyJob.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 500)


def sync_detailed(
    action: models.AnnotationReplyAction, job_id: str, *, client: Client
) -> Response[models.AnnotationReplyJob | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(action, job_id))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    action: models.AnnotationReplyAction, job_id: str, *, client: Client
) -> models.AnnotationReplyJob | models.Error | None:
    """Ask how far the job is that switches prepared answers on or off.

    The server answers 400 if there is no such job for this action. (Dify since 1.2.0)

    ``GET /v1/apps/annotation-reply/{action}/status/{job_id}``

    Args:
        client: Whom to ask, and with which key.
        action: Whether the job switches prepared answers on or off.
        job_id: The job's id, a UUID.

    Returns:
        ``AnnotationReplyJob`` or ``Error``. The job.
        ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(action, job_id, client=client).parsed


async def asyncio_detailed(
    action: models.AnnotationReplyAction, job_id: str, *, client: Client
) -> Response[models.AnnotationReplyJob | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(action, job_id))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    action: models.AnnotationReplyAction, job_id: str, *, client: Client
) -> models.AnnotationReplyJob | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(action, job_id, client=client)).parsed
