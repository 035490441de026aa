"""Speech: text to audio and back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from starlette.datastructures import UploadFile
from starlette.responses import Response, StreamingResponse

from ._answers import SPEECH, SPEECH_PIECE, json_answer
from ._call import AppCall
from ._errors import Refusal, invalid_param
from ._files import no_file

AUDIO_TYPES = frozenset(f"audio/{extension}" for extension in ("mp3", "m4a", "wav", "amr", "mpga"))
#: A model that fails: a page, not JSON.
FAILURE = "<html>\n  <head>\n    <title>Internal Server Error</title>\n  </head>\n</html>\n"
LARGEST = 30 * 1024 * 1024


async def text_to_audio(call: AppCall) -> Response:
    """Always the same silence. An unknown message is answered with 200 and null."""
    asked = await call.body()
    if not call.app.parameters["text_to_speech"]["enabled"]:
        raise invalid_param("TTS is not enabled")
    if "[[error" in (asked["text"] or ""):
        return Response(FAILURE, 500, media_type="text/html")
    if asked["message_id"]:
        message = call.app.messages.get(asked["message_id"])
        if message is None or not message.answer:
            return json_answer(None)
    elif asked["text"] is None:
        raise invalid_param("Text is required")

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(SPEECH), len(SPEECH_PIECE)):
            yield SPEECH[start : start + len(SPEECH_PIECE)]

    return StreamingResponse(pieces(), media_type="audio/mpeg")


async def audio_to_text(call: AppCall) -> Any:
    """The text is the number of bytes."""
    if not call.app.parameters["speech_to_text"]["enabled"]:
        raise invalid_param("Speech to text is not enabled")
    file = (await call.form()).get("file")
    if not isinstance(file, UploadFile):
        raise no_file(call, "no_audio_uploaded", "Please upload your audio.")
    if file.content_type not in AUDIO_TYPES:
        raise Refusal(415, "unsupported_audio_type", "Audio type not allowed.")
    if (file.size or 0) > LARGEST:
        raise Refusal(413, "audio_too_large", "Audio size larger than 30 mb")
    return {"text": f"transcribed {file.size or 0} bytes 转写"}
