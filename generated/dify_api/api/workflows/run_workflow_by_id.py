"""``POST /v1/workflows/{workflow_id}/run``: Run a version of a workflow.

Runs one published version of the app's workflow instead of the latest; otherwise like
`run_workflow`. (Dify since 1.7.2)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, json_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
    json_value,
    path_segment,
)

if TYPE_CHECKING:
    from ...models.error import Error
    from ...models.workflow_completion import WorkflowCompletion
    from ...models.workflow_run_request import WorkflowRunRequest


def _get_kwargs(workflow_id: str, *, body: WorkflowRunRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": f"/v1/workflows/{path_segment(workflow_id, 'workflow_id')}/run",
        "json": json_value(body),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> WorkflowCompletion | Error | None:
    from ...models.error import Error
    from ...models.workflow_completion import WorkflowCompletion

    if response.is_success:
        return json_body(response, WorkflowCompletion.from_dict)
    if response.status_code in (400, 401, 403, 404, 415, 429, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    workflow_id: str, *, client: AuthenticatedClient | Client, body: WorkflowRunRequest
) -> Response[WorkflowCompletion | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(workflow_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    workflow_id: str, *, client: AuthenticatedClient | Client, body: WorkflowRunRequest
) -> WorkflowCompletion | Error | None:
    """Run a version of a workflow.

    Runs one published version of the app's workflow instead of the latest; otherwise like
    `run_workflow`. (Dify since 1.7.2)

    ``POST /v1/workflows/{workflow_id}/run``

    Args:
        client: Whom to ask, and with which key.
        workflow_id: The version's id, a UUID. Anything that is no UUID is a 400.
        body: The inputs, and for whom the workflow runs.

    Returns:
        ``WorkflowCompletion`` or ``Error``.
        200: How the run ended, or a stream with one event in each `data:` line.
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
        415: The request is not of the content type the server wants, or the file is of a type it
            refuses.
        429: Too many requests: `too_many_requests` may be tried again later, `rate_limit_error`
            says that the quota of the plan is used up, `email_code_login_limit` that an account was
            refused too often and is locked for a day.
        500: The server failed, at times over input it should have refused.

    Raises:
        UnexpectedStatus: The status is none of these, or an error has no JSON body (a proxy's
            page).
        WrongShape: A success has not the shape that was promised.
        httpx.HTTPError: There was no answer.
    """
    return sync_detailed(workflow_id, client=client, body=body).parsed


async def asyncio_detailed(
    workflow_id: str, *, client: AuthenticatedClient | Client, body: WorkflowRunRequest
) -> Response[WorkflowCompletion | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(workflow_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    workflow_id: str, *, client: AuthenticatedClient | Client, body: WorkflowRunRequest
) -> WorkflowCompletion | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(workflow_id, client=client, body=body)).parsed
