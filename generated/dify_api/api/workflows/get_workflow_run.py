"""``GET /v1/workflows/run/{workflow_run_id}``: Get the state of a run."""

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


def _get_kwargs(workflow_run_id: str) -> dict[str, Any]:
    return {
        "method": "get",
        "url": f"/v1/workflows/run/{path_segment(workflow_run_id, 'workflow_run_id')}",
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.WorkflowRun | models.Error | None:
    if response.is_success:
        return json_body(response, models.WorkflowRun.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 500)


def sync_detailed(workflow_run_id: str, *, client: Client) -> Response[models.WorkflowRun | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(workflow_run_id))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(workflow_run_id: str, *, client: Client) -> models.WorkflowRun | models.Error | None:
    """Get the state of a run.

    Returns the state of a run, also while it runs or waits for a human. The server answers 500 to
    an id that is no UUID. For an unknown run Dify up to 1.12.1 gives a run whose fields are all
    null. Up to 1.12.1 an unknown run, or one of another app, is 200 and a run whose fields are all
    null.

    ``GET /v1/workflows/run/{workflow_run_id}``

    Args:
        client: Whom to ask, and with which key.
        workflow_run_id: The run's id, from the answer or any event of the run.

    Returns:
        ``WorkflowRun`` or ``Error``. The run.
        ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(workflow_run_id, client=client).parsed


async def asyncio_detailed(
    workflow_run_id: str, *, client: Client
) -> Response[models.WorkflowRun | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(workflow_run_id))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(workflow_run_id: str, *, client: Client) -> models.WorkflowRun | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(workflow_run_id, client=client)).parsed
