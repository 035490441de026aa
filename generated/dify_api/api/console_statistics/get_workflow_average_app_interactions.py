"""``GET /console/api/apps/{app_id}/workflow/statistics/average-app-interactions``: Get the average
number of runs of an end user.

Gives the average over the end users of each day. The server answers 404 for apps that are no
workflow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, json_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
    path_segment,
    query_fields,
)

if TYPE_CHECKING:
    from ...models.error import Error
    from ...models.workflow_average_app_interactions_list import WorkflowAverageAppInteractionsList


def _get_kwargs(app_id: str, *, start: str | None = None, end: str | None = None) -> dict[str, Any]:
    return {
        "method": "get",
        "url": f"/console/api/apps/{path_segment(app_id, 'app_id')}/workflow/statistics/average-app-interactions",
        "params": query_fields(
            {
                "start": start,
                "end": end,
            }
        ),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> WorkflowAverageAppInteractionsList | Error | None:
    from ...models.error import Error
    from ...models.workflow_average_app_interactions_list import WorkflowAverageAppInteractionsList

    if response.is_success:
        return json_body(response, WorkflowAverageAppInteractionsList.from_dict)
    if response.status_code in (400, 401, 403, 404, 422, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    app_id: str, *, client: AuthenticatedClient | Client, start: str | None = None, end: str | None = None
) -> Response[WorkflowAverageAppInteractionsList | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(app_id, start=start, end=end))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    app_id: str, *, client: AuthenticatedClient | Client, start: str | None = None, end: str | None = None
) -> WorkflowAverageAppInteractionsList | Error | None:
    """Get the average number of runs of an end user.

    Gives the average over the end users of each day. The server answers 404 for apps that are no
    workflow.

    ``GET /console/api/apps/{app_id}/workflow/statistics/average-app-interactions``

    Args:
        client: Whom to ask, and with which key.
        app_id: The app's id, a UUID.
        start: The first moment, as `YYYY-MM-DD HH:MM` in the account's time zone. Default: the
            beginning. An empty text is as if left out, up to 1.8.1 it is a 400.
        end: The moment after the last one, as `YYYY-MM-DD HH:MM` in the account's time zone.
            Default: now. An `end` before `start` is a 400, up to 1.8.1 an empty list.

    Returns:
        ``WorkflowAverageAppInteractionsList`` or ``Error``.
        200: A row for each day on which something happened, in order.
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
        422: A value is missing or wrong; `message` is then a list in JSON that says which. Only in
            the console, since 1.16.1; earlier releases answer 400.
        500: The server failed, at times over input it should have refused.

    Raises:
        UnexpectedStatus: The status is none of these, or an error has no JSON body (a proxy's
            page).
        WrongShape: A success has not the shape that was promised.
        httpx.HTTPError: There was no answer.
    """
    return sync_detailed(app_id, client=client, start=start, end=end).parsed


async def asyncio_detailed(
    app_id: str, *, client: AuthenticatedClient | Client, start: str | None = None, end: str | None = None
) -> Response[WorkflowAverageAppInteractionsList | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(app_id, start=start, end=end))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    app_id: str, *, client: AuthenticatedClient | Client, start: str | None = None, end: str | None = None
) -> WorkflowAverageAppInteractionsList | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(app_id, client=client, start=start, end=end)).parsed
