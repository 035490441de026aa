from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from attrs import define

from ..types import (
    Model,
)


@define(kw_only=True, repr=False)
class TextToSpeechSettings(Model):
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

    _wire_names: ClassVar[Mapping[str, str]] = {"auto_play": "autoPlay"}

    def _take(self, d: dict[str, Any]) -> None:
        self.enabled = d.pop("enabled", None)
        self.voice = d.pop("voice", None)
        self.language = d.pop("language", None)
        self.auto_play = d.pop("autoPlay", None)
