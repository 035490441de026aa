"""``GET /v1/workflows/run/{workflow_run_id}``: Get the state of a run.

Tells how a run stands or ended, also while it runs or waits for a human. The server answers 500 to
an id that is no UUID. For an unknown run Dify up to 1.12.1 gives a run whose fields are all null.
Up to 1.12.1 an unknown run, or one of another app, is 200 and a run whose fields are all null.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, json_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
    path_segment,
)

if TYPE_CHECKING:
    from ...models.error import Error
    from ...models.workflow_run import WorkflowRun


def _get_kwargs(workflow_run_id: str) -> dict[str, Any]:
    return {
        "method": "get",
        "url": f"/v1/workflows/run/{path_segment(workflow_run_id, 'workflow_run_id')}",
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> WorkflowRun | Error | None:
    from ...models.error import Error
    from ...models.workflow_run import WorkflowRun

    if response.is_success:
        return json_body(response, WorkflowRun.from_dict)
    if response.status_code in (400, 401, 403, 404, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    workflow_run_id: str, *, client: AuthenticatedClient | Client
) -> Response[WorkflowRun | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(workflow_run_id))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(workflow_run_id: str, *, client: AuthenticatedClient | Client) -> WorkflowRun | Error | None:
    """Get the state of a run.

    Tells how a run stands or ended, also while it runs or waits for a human. The server answers 500
    to an id that is no UUID. For an unknown run Dify up to 1.12.1 gives a run whose fields are all
    null. Up to 1.12.1 an unknown run, or one of another app, is 200 and a run whose fields are all
    null.

    ``GET /v1/workflows/run/{workflow_run_id}``

    Args:
        client: Whom to ask, and with which key.
        workflow_run_id: The run's id, from the answer or any event of the run.

    Returns:
        ``WorkflowRun`` or ``Error``.
        200: The run.
        400: A value is missing or wrong, the app is not set up for this, its model failed, or it is
            at its limit of concurrent requests ("Too many requests. Please try again later.") or of
            keys.
        401: No key, a key the server does not know, or a key of another kind (a dataset's for an
            app). In the console no sign-in, one that has expired, or one without its CSRF token.
        403: The key is right and yet may not do this, for example because the app's API is switched
            off. In the console the account's role does not allow it.
        404: There is no such thing, or it belongs to another user or app. A page of HTML comes
            instead of JSON if an id in the path is no UUID, or if the release does not have the
            operation.
        500: The server failed, at times over input it should have refused.

    Raises:
        UnexpectedStatus: The status is none of these, or an error has no JSON body (a proxy's
            page).
        WrongShape: A success has not the shape that was promised.
        httpx.HTTPError: There was no answer.
    """
    return sync_detailed(workflow_run_id, client=client).parsed


async def asyncio_detailed(
    workflow_run_id: str, *, client: AuthenticatedClient | Client
) -> Response[WorkflowRun | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(workflow_run_id))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    workflow_run_id: str, *, client: AuthenticatedClient | Client
) -> WorkflowRun | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(workflow_run_id, client=client)).parsed
