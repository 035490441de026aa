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

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.enabled = d.pop("enabled", None)
        self.type = d.pop("type", None)
        self.configs = d.pop("configs", None)
        self.config = d.pop("config", None)
        self.additional_properties = d or {}
        return self if cls is SensitiveWordAvoidance else called(self)
