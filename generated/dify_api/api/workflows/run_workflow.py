"""``POST /v1/workflows/run``: Run a workflow app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, json_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
    json_value,
)

if TYPE_CHECKING:
    from ...models.error import Error
    from ...models.workflows import WorkflowCompletion, WorkflowRunRequest


def _get_kwargs(*, body: WorkflowRunRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/v1/workflows/run",
        "json": json_value(body),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> WorkflowCompletion | Error | None:
    from ...models.error import Error
    from ...models.workflows import WorkflowCompletion

    if response.is_success:
        return json_body(response, WorkflowCompletion.from_dict)
    if response.status_code in (400, 401, 403, 404, 415, 429, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    *, client: AuthenticatedClient | Client, body: WorkflowRunRequest
) -> Response[WorkflowCompletion | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    *, client: AuthenticatedClient | Client, body: WorkflowRunRequest
) -> WorkflowCompletion | Error | None:
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
    *, client: AuthenticatedClient | Client, body: WorkflowRunRequest
) -> Response[WorkflowCompletion | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    *, client: AuthenticatedClient | Client, body: WorkflowRunRequest
) -> WorkflowCompletion | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
