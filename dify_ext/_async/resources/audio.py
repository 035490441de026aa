"""Speech: ``client.audio``."""

from __future__ import annotations

from typing import cast

from dify_api.api.audio import audio_to_text, text_to_audio
from dify_api.models.audio_text import AudioText
from dify_api.models.audio_to_text_request import AudioToTextRequest
from dify_api.models.text_to_audio_request import TextToAudioRequest
from dify_api.types import File, Readable

from dify_ext._async.binary import AsyncBinaryResponse
from dify_ext._async.resources._resource import AsyncResource
from dify_ext._async.session import raw
from dify_ext._core.operation_call import call
from dify_ext._core.uploads import FileSource, Progress, Upload


class AsyncAudio(AsyncResource):
    """Text to speech, and back."""

    async def text_to_audio(
        self,
        text: str | None = None,
        *,
        message_id: str | None = None,
        voice: str | None = None,
        user: str | None = None,
    ) -> AsyncBinaryResponse:
        """Speech for a text, or for a message's answer. ``voice`` is one of the app's model. A message the server does
        not know is a :class:`ResponseDecodeError`: the server answers it with success and nothing.

        POST /v1/text-to-audio
        """
        body = TextToAudioRequest(
            text=text, message_id=message_id, voice=voice, user=self._session.user(user)
        )
        return await self._session.open_binary(call(text_to_audio, body=body))

    async def audio_to_text(
        self, file: FileSource, *, user: str | None = None, progress: Progress | None = None
    ) -> AudioText:
        """The text spoken in an audio file: ``.text``. The file's name gives its type, such as ``audio/mp3``.

        POST /v1/audio-to-text
        """
        user = self._session.user(user)
        upload = Upload.of(file, progress=progress, audio=True)
        # The session knows an upload where generated code has an open file.
        body = AudioToTextRequest(file=File(payload=cast(Readable, upload)), user=user)
        return await self._session.execute(call(audio_to_text, body=body))


class AsyncAudioWithRawResponse:
    """``client.with_raw_response.audio``."""

    def __init__(self, audio: AsyncAudio) -> None:
        self.audio_to_text = raw(audio.audio_to_text)
