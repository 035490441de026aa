"""``POST /v1/audio-to-text``: Turn speech into text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpx

from ..._answers import error_body, json_body, unexpected
from ...client import AuthenticatedClient, Client
from ...types import (
    Response,
)

if TYPE_CHECKING:
    from ...models.audio import AudioText, AudioToTextRequest
    from ...models.error import Error


def _get_kwargs(*, body: AudioToTextRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/v1/audio-to-text",
        **body.to_multipart(),
    }


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> AudioText | Error | None:
    from ...models.audio import AudioText
    from ...models.error import Error

    if response.is_success:
        return json_body(response, AudioText.from_dict)
    if response.status_code in (400, 401, 403, 413, 415, 500):
        return error_body(response, Error.from_dict)
    unexpected(client, response)
    return None


def sync_detailed(
    *, client: AuthenticatedClient | Client, body: AudioToTextRequest
) -> Response[AudioText | Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: AuthenticatedClient | Client, body: AudioToTextRequest) -> AudioText | Error | None:
    """Turn speech into text.

    The file's name gives its type. The server takes the MIME types `audio/` with the usual
    extension, such as `audio/mp3` and `audio/wav`; it refuses `audio/mpeg` and
    `application/octet-stream` with 415.

    ``POST /v1/audio-to-text``

    Args:
        client: Whom to ask, and with which key.
        body: The sound file and who sends it.

    Returns:
        ``AudioText`` or ``Error``. The text, in `text`.
        ``Error`` for 400, 401, 403, 413, 415, 500: see ``dify_api.errors``.

    Raises:
        UnexpectedStatus, WrongShape, httpx.HTTPError: See ``dify_api.errors``.
    """
    return sync_detailed(client=client, body=body).parsed


async def asyncio_detailed(
    *, client: AuthenticatedClient | Client, body: AudioToTextRequest
) -> Response[AudioText | Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    *, client: AuthenticatedClient | Client, body: AudioToTextRequest
) -> AudioText | Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
