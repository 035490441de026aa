"""``POST /v1/messages/{message_id}/feedbacks``: Rate a message."""

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


def _get_kwargs(message_id: str, *, body: models.FeedbackRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": f"/v1/messages/{path_segment(message_id, 'message_id')}/feedbacks",
        "json": json_value(body),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.Result | models.Error | None:
    if response.is_success:
        return json_body(response, models.Result.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 415, 500)


def sync_detailed(
    message_id: str, *, client: Client, body: models.FeedbackRequest
) -> Response[models.Result | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(message_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(
    message_id: str, *, client: Client, body: models.FeedbackRequest
) -> models.Result | models.Error | None:
    """Rate a message.

    Stores the end user's opinion of an answer, in place of an earlier one. A `null` rating takes it
    back.

    ``POST /v1/messages/{message_id}/feedbacks``

    Args:
        client: Whom to ask, and with which key.
        message_id: The message's id, a UUID.
        body: The rating and whose it is.

    Returns:
        ``Result`` or ``Error``. The feedback was stored.
        ``Error`` for 400, 401, 403, 404, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(message_id, client=client, body=body).parsed


async def asyncio_detailed(
    message_id: str, *, client: Client, body: models.FeedbackRequest
) -> Response[models.Result | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(message_id, body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    message_id: str, *, client: Client, body: models.FeedbackRequest
) -> models.Result | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(message_id, client=client, body=body)).parsed
