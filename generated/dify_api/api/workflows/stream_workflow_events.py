"""``GET /v1/workflow/{workflow_run_id}/events``: Continue the stream of a run."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import bytes_body, error_body
from ...client import Client
from ...types import (
    Response,
    path_segment,
    query_fields,
)


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


def _parse_response(*, client: Client, response: httpx.Response) -> bytes | models.Error | None:
    if response.is_success:
        return bytes_body(response)
    return error_body(client, response, 400, 401, 403, 404, 500)


def sync_detailed(
    workflow_run_id: str,
    *,
    client: Client,
    user: str,
    include_state_snapshot: bool | None = None,
    continue_on_pause: bool | None = None,
) -> Response[bytes | models.Error]:
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
    client: Client,
    user: str,
    include_state_snapshot: bool | None = None,
    continue_on_pause: bool | None = None,
) -> bytes | models.Error | None:
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
        ``bytes`` or ``Error``. A stream with one event in each `data:` line.
        ``Error`` for 400, 401, 403, 404, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
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
    client: Client,
    user: str,
    include_state_snapshot: bool | None = None,
    continue_on_pause: bool | None = None,
) -> Response[bytes | models.Error]:
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
    client: Client,
    user: str,
    include_state_snapshot: bool | None = None,
    continue_on_pause: bool | None = None,
) -> bytes | models.Error | None:
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
