"""``POST /v1/text-to-audio``: Turn text into speech."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import bytes_body, error_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
    json_value,
)

if TYPE_CHECKING:
    from ...models.audio import TextToAudioRequest
    from ...models.error import Error


def _get_kwargs(*, body: TextToAudioRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/v1/text-to-audio",
        "json": json_value(body),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> bytes | Error | None:
    from ...models.error import Error

    if response.is_success:
        return bytes_body(response)
    if response.status_code in (400, 401, 403, 415, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    *, client: AuthenticatedClient | Client, body: TextToAudioRequest
) -> Response[bytes | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: AuthenticatedClient | Client, body: TextToAudioRequest) -> bytes | Error | None:
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
    *, client: AuthenticatedClient | Client, body: TextToAudioRequest
) -> Response[bytes | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(*, client: AuthenticatedClient | Client, body: TextToAudioRequest) -> bytes | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
