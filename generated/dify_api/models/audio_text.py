from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    required,
    short_repr,
)


@define(kw_only=True)
class AudioText:
    """What was said in a sound file.

    Attributes:
        text: The text; empty where nothing was said.
    """

    text: str
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "text": self.text,
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.text = required(d, "text")
        self.additional_properties = d or {}
        return self if cls is AudioText else called(self)
