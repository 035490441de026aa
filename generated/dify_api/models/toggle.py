from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
)


@define(kw_only=True, repr=False)
class Toggle(Model):
    """A part of the app that is on or off.

    Attributes:
        enabled: Whether it is on.
    """

    enabled: bool | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.enabled = d.pop("enabled", None)
