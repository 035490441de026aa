from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    FilePart,
    Model,
    form_fields,
    required,
)


@define(kw_only=True, repr=False, eq=False)
class AudioText(Model):
    """What was said in a sound file.

    Attributes:
        text: The text; empty where nothing was said.
    """

    text: str

    def _take(self, d: dict[str, Any]) -> None:
        self.text = required(d, "text")


@define(kw_only=True, repr=False, eq=False)
class AudioToTextRequest(Model):
    """A sound file to write down.

    Attributes:
        file: The sound file (mp3, mp4, mpeg, mpga, m4a, wav, webm), with its MIME type.
        user: The end user: an id of your own.
    """

    file: FilePart
    user: str | None = None

    def to_multipart(self) -> dict[str, Any]:
        """The arguments of httpx for a form: files are parts with a name, the rest plain fields."""
        return {
            "data": form_fields(
                {
                    **self.additional_properties,
                    "user": self.user,
                }
            ),
            "files": {
                "file": self.file.to_tuple(),
            },
        }

    def _take(self, d: dict[str, Any]) -> None:
        self.file = required(d, "file")
        self.user = d.pop("user", None)


@define(kw_only=True, repr=False, eq=False)
class TextToAudioRequest(Model):
    """What to speak and how.

    Attributes:
        message_id: The message whose answer is spoken, even if `text` is given.
        text: The text to speak. Needed unless `message_id` is given.
        user: The end user: an id of your own.
        voice: A voice of the app's speech model. Default: the app's voice.
        streaming: Whether the speech should be sent while it is being made. 1.13.2 answers the same
            with and without it.
    """

    message_id: str | None = None
    text: str | None = None
    user: str | None = None
    voice: str | None = None
    streaming: bool | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.message_id = d.pop("message_id", None)
        self.text = d.pop("text", None)
        self.user = d.pop("user", None)
        self.voice = d.pop("voice", None)
        self.streaming = d.pop("streaming", None)
