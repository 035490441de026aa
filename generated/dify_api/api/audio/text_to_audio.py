"""``POST /v1/text-to-audio``: Turn text into speech."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import bytes_body, error_body
from ...client import Client
from ...types import (
    Response,
    json_value,
)


def _get_kwargs(*, body: models.TextToAudioRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/v1/text-to-audio",
        "json": json_value(body),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> bytes | models.Error | None:
    if response.is_success:
        return bytes_body(response)
    return error_body(client, response, 400, 401, 403, 415, 500)


def sync_detailed(*, client: Client, body: models.TextToAudioRequest) -> Response[bytes | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: Client, body: models.TextToAudioRequest) -> bytes | models.Error | None:
    """Turn text into speech.

    Speaks a text, or the answer of a message. If both are given, the message is spoken. If the
    server does not know the message, it answers 200 with the JSON `null` instead of sound.

    ``POST /v1/text-to-audio``

    Args:
        client: Whom to ask, and with which key.
        body: What to speak.

    Returns:
        ``bytes`` or ``Error``. The speech, usually MP3; the content type tells the format.
        ``Error`` for 400, 401, 403, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio_detailed(
    *, client: Client, body: models.TextToAudioRequest
) -> Response[bytes | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: Client, body: models.TextToAudioRequest) -> bytes | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
