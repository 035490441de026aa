"""``POST /v1/apps/annotation-reply/{action}``: Switch prepared answers on or off."""

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
    from ...models.annotations import AnnotationReplyJob, AnnotationReplyRequest
    from ...models.enums import AnnotationReplyAction
    from ...models.error import Error


def _get_kwargs(action: AnnotationReplyAction, *, body: AnnotationReplyRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": f"/v1/apps/annotation-reply/{path_segment(action, 'action')}",
        "json": json_value(body),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AnnotationReplyJob | Error | None:
    from ...models.annotations import AnnotationReplyJob
    from ...models.error import Error

    if response.is_success:
        return json_body(response, AnnotationReplyJob.from_dict)
    if response.status_code in (400, 401, 403, 415, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    action: AnnotationReplyAction, *, client: AuthenticatedClient | Client, body: AnnotationReplyRequest
) -> Response[AnnotationReplyJob | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(action, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    action: AnnotationReplyAction, *, client: AuthenticatedClient | Client, body: AnnotationReplyRequest
) -> AnnotationReplyJob | Error | None:
    """Switch prepared answers on or off.

    Starts a job that switches the annotations of the app on or off, and gives the job. All three
    fields must be sent for `disable`, too. The server answers 500 to an action that it does not
    know. (Dify since 1.2.0)

    ``POST /v1/apps/annotation-reply/{action}``

    Args:
        client: Whom to ask, and with which key.
        action: Whether the job switches prepared answers on or off.
        body: How questions are compared.

    Returns:
        ``AnnotationReplyJob`` or ``Error``. The job that was started, or the one that runs already.
        ``Error`` for 400, 401, 403, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(action, client=client, body=body).parsed


async def asyncio_detailed(
    action: AnnotationReplyAction, *, client: AuthenticatedClient | Client, body: AnnotationReplyRequest
) -> Response[AnnotationReplyJob | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(action, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    action: AnnotationReplyAction, *, client: AuthenticatedClient | Client, body: AnnotationReplyRequest
) -> AnnotationReplyJob | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(action, client=client, body=body)).parsed
