from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    short_repr,
)


@define(kw_only=True)
class TextToAudioRequest:
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
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "message_id": self.message_id,
                    "text": self.text,
                    "user": self.user,
                    "voice": self.voice,
                    "streaming": self.streaming,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.message_id = d.pop("message_id", None)
        self.text = d.pop("text", None)
        self.user = d.pop("user", None)
        self.voice = d.pop("voice", None)
        self.streaming = d.pop("streaming", None)
        self.additional_properties = d or {}
        return self if cls is TextToAudioRequest else called(self)
