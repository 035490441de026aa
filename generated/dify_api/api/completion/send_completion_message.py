"""``POST /v1/completion-messages``: Let a completion app write a text."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
    json_value,
)


def _get_kwargs(*, body: models.CompletionRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/v1/completion-messages",
        "json": json_value(body),
    }


def _parse_response(
    *, client: Client, response: httpx.Response
) -> models.ChatCompletion | models.Error | None:
    if response.is_success:
        return json_body(response, models.ChatCompletion.from_dict)
    return error_body(client, response, 400, 401, 403, 404, 415, 429, 500)


def sync_detailed(
    *, client: Client, body: models.CompletionRequest
) -> Response[models.ChatCompletion | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: Client, body: models.CompletionRequest) -> models.ChatCompletion | models.Error | None:
    """Let a completion app write a text.

    The text comes in one piece (`blocking`) or as a stream of events (`streaming`), which ends with
    `message_end`. There is no conversation: each call is independent. The status of a stream is 200
    even if the model fails: then an `error` event tells it.

    ``POST /v1/completion-messages``

    Args:
        client: Whom to ask, and with which key.
        body: What the text is to be made of, and for whom.

    Returns:
        ``ChatCompletion`` or ``Error``. The text in one piece, or a stream with one event in each
            `data:` line.
        ``Error`` for 400, 401, 403, 404, 415, 429, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio_detailed(
    *, client: Client, body: models.CompletionRequest
) -> Response[models.ChatCompletion | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    *, client: Client, body: models.CompletionRequest
) -> models.ChatCompletion | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
