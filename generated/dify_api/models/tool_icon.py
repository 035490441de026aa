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
class ToolIcon:
    """A sign on a background.

    Attributes:
        background: The background's colour as `#RRGGBB`.
        content: The sign, an emoji.
    """

    background: str | None = None
    content: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "background": self.background,
                    "content": self.content,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.background = d.pop("background", None)
        self.content = d.pop("content", None)
        self.additional_properties = d or {}
        return self if cls is ToolIcon else called(self)
