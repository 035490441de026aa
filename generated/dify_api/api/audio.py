"""Operations on audio: Turn text into speech, and speech into text."""

from __future__ import annotations

from typing import Any

import httpx

from .. import models
from .._answers import bytes_body, error_body, json_body
from ..client import Client
from ..types import (
    Response,
    json_value,
)


class text_to_audio:
    """``POST /v1/text-to-audio``: Turn text into speech."""

    @staticmethod
    def _get_kwargs(*, body: models.TextToAudioRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": "/v1/text-to-audio",
            "json": json_value(body),
        }

    @staticmethod
    def _parse_response(*, client: Client, response: httpx.Response) -> bytes | models.Error | None:
        if response.is_success:
            return bytes_body(response)
        return error_body(client, response, 400, 401, 403, 415, 500)

    @classmethod
    def sync_detailed(
        cls, *, client: Client, body: models.TextToAudioRequest
    ) -> Response[bytes | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(cls, *, client: Client, body: models.TextToAudioRequest) -> bytes | models.Error | None:
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
        return cls.sync_detailed(client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, *, client: Client, body: models.TextToAudioRequest
    ) -> Response[bytes | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(cls, *, client: Client, body: models.TextToAudioRequest) -> bytes | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client, body=body)).parsed


class audio_to_text:
    """``POST /v1/audio-to-text``: Turn speech into text."""

    @staticmethod
    def _get_kwargs(*, body: models.AudioToTextRequest) -> dict[str, Any]:
        return {
            "method": "post",
            "url": "/v1/audio-to-text",
            **body.to_multipart(),
        }

    @staticmethod
    def _parse_response(
        *, client: Client, response: httpx.Response
    ) -> models.AudioText | models.Error | None:
        if response.is_success:
            return json_body(response, models.AudioText.from_dict)
        return error_body(client, response, 400, 401, 403, 413, 415, 500)

    @classmethod
    def sync_detailed(
        cls, *, client: Client, body: models.AudioToTextRequest
    ) -> Response[models.AudioText | models.Error]:
        """The same as ``sync``, with status and headers."""
        response = client.send(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    def sync(
        cls, *, client: Client, body: models.AudioToTextRequest
    ) -> models.AudioText | models.Error | None:
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
        return cls.sync_detailed(client=client, body=body).parsed

    @classmethod
    async def asyncio_detailed(
        cls, *, client: Client, body: models.AudioToTextRequest
    ) -> Response[models.AudioText | models.Error]:
        """The same as ``asyncio``, with status and headers."""
        response = await client.send_async(cls._get_kwargs(body=body))
        return Response.of(response, cls._parse_response(client=client, response=response))

    @classmethod
    async def asyncio(
        cls, *, client: Client, body: models.AudioToTextRequest
    ) -> models.AudioText | models.Error | None:
        """The same as ``sync``, awaited."""
        return (await cls.asyncio_detailed(client=client, body=body)).parsed
