"""``POST /v1/workflows/{workflow_id}/run``: Run a version of a workflow."""

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


def _get_kwargs(workflow_id: str, *, body: models.WorkflowRunRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": f"/v1/workflows/{path_segment(workflow_id, 'workflow_id')}/run",
        "json": json_value(body),
    }


def _parse_response(
    *, client: Client, response: httpx.Response
) -> models.WorkflowCompletion | models.Error | None:
    if response.is_success:
        return json_body(response, models.WorkflowCompletion.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 415, 429, 500)


def sync_detailed(
    workflow_id: str, *, client: Client, body: models.WorkflowRunRequest
) -> Response[models.WorkflowCompletion | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(workflow_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    workflow_id: str, *, client: Client, body: models.WorkflowRunRequest
) -> models.WorkflowCompletion | models.Error | None:
    """Run a version of a workflow.

    Runs one published version of the app's workflow instead of the latest; otherwise like
    `run_workflow`. (Dify since 1.7.2)

    ``POST /v1/workflows/{workflow_id}/run``

    Args:
        client: Whom to ask, and with which key.
        workflow_id: The version's id, a UUID. Anything that is no UUID is a 400.
        body: The inputs, and for whom the workflow runs.

    Returns:
        ``WorkflowCompletion`` or ``Error``. How the run ended, or a stream with one event in each
            `data:` line.
        ``Error`` for 400, 401, 403, 404, 415, 429, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(workflow_id, client=client, body=body).parsed


async def asyncio_detailed(
    workflow_id: str, *, client: Client, body: models.WorkflowRunRequest
) -> Response[models.WorkflowCompletion | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(workflow_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    workflow_id: str, *, client: Client, body: models.WorkflowRunRequest
) -> models.WorkflowCompletion | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(workflow_id, client=client, body=body)).parsed
