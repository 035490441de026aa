"""``POST /v1/workflows/tasks/{task_id}/stop``: Stop a run that is being streamed."""

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


def _get_kwargs(task_id: str, *, body: models.StopRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": f"/v1/workflows/tasks/{path_segment(task_id, 'task_id')}/stop",
        "json": json_value(body),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.Result | models.Error | None:
    if response.is_success:
        return json_body(response, models.Result.from_dict)
    return error_body(client, response, 400, 401, 403, 415, 500)


def sync_detailed(
    task_id: str, *, client: Client, body: models.StopRequest
) -> Response[models.Result | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(task_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(task_id: str, *, client: Client, body: models.StopRequest) -> models.Result | models.Error | None:
    """Stop a run that is being streamed.

    The server answers with success for an unknown task and for another user's task, too, and then
    does nothing.

    ``POST /v1/workflows/tasks/{task_id}/stop``

    Args:
        client: Whom to ask, and with which key.
        task_id: The task's id, from any event of the stream.
        body: The user who started the run.

    Returns:
        ``Result`` or ``Error``. The request to stop was taken.
        ``Error`` for 400, 401, 403, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(task_id, client=client, body=body).parsed


async def asyncio_detailed(
    task_id: str, *, client: Client, body: models.StopRequest
) -> Response[models.Result | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(task_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    task_id: str, *, client: Client, body: models.StopRequest
) -> models.Result | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(task_id, client=client, body=body)).parsed
