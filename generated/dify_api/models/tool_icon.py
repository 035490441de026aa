from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define

from ..types import (
    Model,
    as_object,
    called,
)


@define(kw_only=True, repr=False)
class ToolIcon(Model):
    """A sign on a background.

    Attributes:
        background: The background's colour as `#RRGGBB`.
        content: The sign, an emoji.
    """

    background: str | None = None
    content: str | None = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.background = d.pop("background", None)
        self.content = d.pop("content", None)
        self.additional_properties = d or {}
        return self if cls is ToolIcon else called(self)
