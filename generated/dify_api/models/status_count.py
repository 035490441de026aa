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
class StatusCount:
    """How the runs of a conversation ended.

    Attributes:
        success: How many succeeded.
        failed: How many failed.
        partial_success: How many succeeded in part.
        paused: How many wait for a person. (Dify since 1.13.2)
    """

    success: int | None = None
    failed: int | None = None
    partial_success: int | None = None
    paused: int | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "success": self.success,
                    "failed": self.failed,
                    "partial_success": self.partial_success,
                    "paused": self.paused,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.success = d.pop("success", None)
        self.failed = d.pop("failed", None)
        self.partial_success = d.pop("partial_success", None)
        self.paused = d.pop("paused", None)
        self.additional_properties = d or {}
        return self if cls is StatusCount else called(self)
