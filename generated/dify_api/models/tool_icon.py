from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
)


@define(kw_only=True, repr=False, eq=False)
class ToolIcon(Model):
    """A sign on a background.

    Attributes:
        background: The background's colour as `#RRGGBB`.
        content: The sign, an emoji.
    """

    background: str | None = None
    content: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.background = d.pop("background", None)
        self.content = d.pop("content", None)
