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
class TextToSpeechSettings:
    """How the app speaks.

    Attributes:
        enabled: Whether it speaks.
        voice: The voice of the speech model; empty for the model's own.
        language: The language, such as `en-US`.
        auto_play: Whether answers are spoken unasked: `enabled` or `disabled`.
    """

    enabled: bool | None = None
    voice: str | None = None
    language: str | None = None
    auto_play: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "enabled": self.enabled,
                    "voice": self.voice,
                    "language": self.language,
                    "autoPlay": self.auto_play,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.enabled = d.pop("enabled", None)
        self.voice = d.pop("voice", None)
        self.language = d.pop("language", None)
        self.auto_play = d.pop("autoPlay", None)
        self.additional_properties = d or {}
        return self if cls is TextToSpeechSettings else called(self)
