# Made from spec/audio.yaml by scripts/regenerate: change that one.
"""``dify.audio``: Turn text into speech, and speech into text."""

from __future__ import annotations

from typing import Unpack

from dify_api.api.audio import audio_to_text, text_to_audio
from dify_api.models import AudioText, AudioToTextRequest, TextToAudioRequest

from dify_ext._async.binary import AsyncBinaryResponse
from dify_ext._async.resources._resource import AsyncResource
from dify_ext._core.operation_call import call
from dify_ext._core.options import RequestOptions
from dify_ext._core.uploads import FileSource, Progress, Upload


class AsyncAudio(AsyncResource):
    """Turn text into speech, and speech into text."""

    async def text_to_audio(
        self,
        text: str | None = None,
        *,
        message_id: str | None = None,
        voice: str | None = None,
        user: str | None = None,
        **options: Unpack[RequestOptions],
    ) -> AsyncBinaryResponse:
        """Turn text into speech.

        Speaks a text, or the answer of a message. If both are given, the message is spoken. If the
        server does not know the message, it answers 200 with the JSON ``None`` instead of sound.

        Args:
            text: The text to speak. Needed unless ``message_id`` is given.
            message_id: The message whose answer is spoken, even if ``text`` is given.
            voice: A voice of the app's speech model. Default: the app's voice.
            user: The end user: an id of your own. None: the user of the client.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The speech, usually MP3; the content type tells the format.

        Raises:
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            ServerError: The server failed.
            ConfigurationError: No end user is named.

        Example:
            async with await dify.audio.text_to_audio("Hello") as speech:
                await speech.write_to("hello.mp3")

        POST /v1/text-to-audio
        """
        body = TextToAudioRequest(
            message_id=message_id, text=text, user=self._session.options.need_user(user), voice=voice
        )
        return await self._session.open_binary(call(text_to_audio, body=body), options)

    async def audio_to_text(
        self,
        file: FileSource,
        *,
        user: str | None = None,
        progress: Progress | None = None,
        **options: Unpack[RequestOptions],
    ) -> AudioText:
        """Turn speech into text.

        The file's name gives its type. The server takes the MIME types ``audio/`` with the usual
        extension, such as ``audio/mp3`` and ``audio/wav``; it refuses ``audio/mpeg`` and
        ``application/octet-stream`` with 415.

        Args:
            file: The sound file (mp3, mp4, mpeg, mpga, m4a, wav, webm), with its MIME type. A path,
                bytes, an open binary file, an iterable of bytes, or ``(filename, content[,
                mime_type])``.
            user: The end user: an id of your own. None: the user of the client.
            progress: Called with the bytes sent so far and the total in bytes; the total is None if
                unknown.
            **options: Options of this call: see :class:`RequestOptions`.

        Returns:
            The text, in ``text``.

        Raises:
            BadRequestError: A value is missing or wrong, or the app does not support this.
            AuthenticationError: The key is unknown, or of another kind.
            PermissionDeniedError: The key may not do this, or the API is switched off.
            PayloadTooLargeError: The file is too large.
            UnsupportedFileTypeError: The server does not accept files of this type.
            ServerError: The server failed.
            ConfigurationError: No end user is named. The file cannot be read.

        Example:
            spoken = await dify.audio.audio_to_text("hello.mp3")
            print(spoken.text)

        POST /v1/audio-to-text
        """
        body = AudioToTextRequest(
            file=Upload.of(file, progress=progress, audio=True), user=self._session.options.need_user(user)
        )
        return await self._session.execute(call(audio_to_text, body=body), options)
