"""``POST /v1/audio-to-text``: Turn speech into text."""

from __future__ import annotations

from typing import Any

import httpx

from ... import models
from ..._answers import error_body, json_body
from ...client import Client
from ...types import (
    Response,
)


def _get_kwargs(*, body: models.AudioToTextRequest) -> dict[str, Any]:
    return {
        "method": "post",
        "url": "/v1/audio-to-text",
        **body.to_multipart(),
    }


def _parse_response(*, client: Client, response: httpx.Response) -> models.AudioText | models.Error | None:
    if response.is_success:
        return json_body(response, models.AudioText.from_dict)
    return error_body(client, response, 400, 401, 403, 413, 415, 500)


def sync_detailed(
    *, client: Client, body: models.AudioToTextRequest
) -> Response[models.AudioText | models.Error]:
    """The same as ``sync``, with status and headers."""
    response = client.send(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


def sync(*, client: Client, body: models.AudioToTextRequest) -> models.AudioText | models.Error | None:
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
    *, client: Client, body: models.AudioToTextRequest
) -> Response[models.AudioText | models.Error]:
    """The same as ``asyncio``, with status and headers."""
    response = await client.send_async(_get_kwargs(body=body))
    return Response.of(response, _parse_response(client=client, response=response))


async def asyncio(
    *, client: Client, body: models.AudioToTextRequest
) -> models.AudioText | models.Error | None:
    """The same as ``sync``, awaited."""
    return (await asyncio_detailed(client=client, body=body)).parsed
