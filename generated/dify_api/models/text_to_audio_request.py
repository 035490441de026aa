from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    present,
    short_repr,
)


@define(kw_only=True)
class TextToAudioRequest:
    """What to speak and how.

    Attributes:
        message_id: The message whose answer is spoken; it goes before `text`.
        text: The text to speak. Needed unless `message_id` is given.
        user: The end user, in the words of the calling program.
        voice: A voice of the app's speech model; left out, the app's own.
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
        """As JSON has it, with the fields that this version does not know; what is absent is left out."""
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
        """Read a JSON object; raises ``WrongShape`` where it has not the shape that was promised."""
        d = as_object(src_dict)
        return cls(
            message_id=d.pop("message_id", None),
            text=d.pop("text", None),
            user=d.pop("user", None),
            voice=d.pop("voice", None),
            streaming=d.pop("streaming", None),
            additional_properties=d,
        )
