"""``POST /v1/workflows/run``: Run a workflow app."""

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


def _get_kwargs(*, body: models.WorkflowRunRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/v1/workflows/run",
        "json": json_value(body),
    }


def _parse_response(
    *, client: Client, response: httpx.Response
) -> models.WorkflowCompletion | models.Error | None:
    if response.is_success:
        return json_body(response, models.WorkflowCompletion.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 415, 429, 500)


def sync_detailed(
    *, client: Client, body: models.WorkflowRunRequest
) -> Response[models.WorkflowCompletion | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    *, client: Client, body: models.WorkflowRunRequest
) -> models.WorkflowCompletion | models.Error | None:
    """Run a workflow app.

    Runs the published workflow and gives its outputs, in one piece (`blocking`) or as a stream of
    events (`streaming`). The status of a run that fails is 200: then its `status` is `failed`, and
    `error` tells why. The `status` of a run that waits for a human is `paused`.

    ``POST /v1/workflows/run``

    Args:
        client: Whom to ask, and with which key.
        body: The inputs, and for whom the workflow runs.

    Returns:
        ``WorkflowCompletion`` or ``Error``. How the run ended, or a stream with one event in each
            `data:` line.
        ``Error`` for 400, 401, 403, 404, 415, 429, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio_detailed(
    *, client: Client, body: models.WorkflowRunRequest
) -> Response[models.WorkflowCompletion | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    *, client: Client, body: models.WorkflowRunRequest
) -> models.WorkflowCompletion | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
