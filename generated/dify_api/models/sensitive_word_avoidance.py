from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
)


@define(kw_only=True, repr=False)
class SensitiveWordAvoidance(Model):
    """Whether what is said is moderated.

    Attributes:
        enabled: Whether it is on.
        type: How it is done; empty where it is off.
        configs: Settings of that way, of whatever shape it has; an empty list where it is off.
        config: Settings of that way under another name. Only in the console, of an app that was
            never set up.
    """

    enabled: bool | None = None
    type: str | None = None
    configs: Any = None
    config: Any = None

    def _take(self, d: dict[str, Any]) -> None:
        self.enabled = d.pop("enabled", None)
        self.type = d.pop("type", None)
        self.configs = d.pop("configs", None)
        self.config = d.pop("config", None)
