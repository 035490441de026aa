"""``GET /v1/workflow/{workflow_run_id}/events``: Continue the stream of a run.

Streams the events of a run from now on, also of one that continues after a pause. A run that has
ended gives `workflow_finished` alone; one that waits gives keep-alives until it continues. The
server answers 404 for the run of another user. (Dify since 1.14.0)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import bytes_body, error_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
    path_segment,
    query_fields,
)

if TYPE_CHECKING:
    from ...models.error import Error


def _get_kwargs(
    workflow_run_id: str,
    *,
    user: str,
    include_state_snapshot: bool | None = None,
    continue_on_pause: bool | None = None,
) -> dict[str, Any]:
    return {
        "method": "get",
        "url": f"/v1/workflow/{path_segment(workflow_run_id, 'workflow_run_id')}/events",
        "params": query_fields(
            {
                "user": user,
                "include_state_snapshot": include_state_snapshot,
                "continue_on_pause": continue_on_pause,
            }
        ),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> bytes | Error | None:
    from ...models.error import Error

    if response.is_success:
        return bytes_body(response)
    if response.status_code in (400, 401, 403, 404, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    workflow_run_id: str,
    *,
    client: AuthenticatedClient | Client,
    user: str,
    include_state_snapshot: bool | None = None,
    continue_on_pause: bool | None = None,
) -> Response[bytes | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(
        _get_kwargs(
            workflow_run_id,
            user=user,
            include_state_snapshot=include_state_snapshot,
            continue_on_pause=continue_on_pause,
        )
    )
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    workflow_run_id: str,
    *,
    client: AuthenticatedClient | Client,
    user: str,
    include_state_snapshot: bool | None = None,
    continue_on_pause: bool | None = None,
) -> bytes | Error | None:
    """Continue the stream of a run.

    Streams the events of a run from now on, also of one that continues after a pause. A run that
    has ended gives `workflow_finished` alone; one that waits gives keep-alives until it continues.
    The server answers 404 for the run of another user. (Dify since 1.14.0)

    ``GET /v1/workflow/{workflow_run_id}/events``

    Args:
        client: Whom to ask, and with which key.
        workflow_run_id: The run's id, from the answer or any event of the run.
        user: The end user who started the run.
        include_state_snapshot: Whether the stream starts with the events that tell how the run
            stands, those of the nodes and of the pause it is in. Default: false.
        continue_on_pause: Whether the stream stays open over a pause. Default: false.

    Returns:
        ``bytes`` or ``Error``.
        200: A stream with one event in each `data:` line.
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
    return sync_detailed(
        workflow_run_id,
        client=client,
        user=user,
        include_state_snapshot=include_state_snapshot,
        continue_on_pause=continue_on_pause,
    ).parsed


async def asyncio_detailed(
    workflow_run_id: str,
    *,
    client: AuthenticatedClient | Client,
    user: str,
    include_state_snapshot: bool | None = None,
    continue_on_pause: bool | None = None,
) -> Response[bytes | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(
        _get_kwargs(
            workflow_run_id,
            user=user,
            include_state_snapshot=include_state_snapshot,
            continue_on_pause=continue_on_pause,
        )
    )
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    workflow_run_id: str,
    *,
    client: AuthenticatedClient | Client,
    user: str,
    include_state_snapshot: bool | None = None,
    continue_on_pause: bool | None = None,
) -> bytes | Error | None:
    """The same as ``sync``, awaited."""
    return (
        await asyncio_detailed(
            workflow_run_id,
            client=client,
            user=user,
            include_state_snapshot=include_state_snapshot,
            continue_on_pause=continue_on_pause,
        )
    ).parsed
