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
class Toggle(Model):
    """A part of the app that is on or off.

    Attributes:
        enabled: Whether it is on.
    """

    enabled: bool | None = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.enabled = d.pop("enabled", None)
        self.additional_properties = d or {}
        return self if cls is Toggle else called(self)
