from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    short_repr,
)

if TYPE_CHECKING:
    from .pre_processing_rule_id import PreProcessingRuleId


@define(kw_only=True)
class PreProcessingRule:
    """One thing that may be taken away before a text is cut.

    Attributes:
        id: What.
        enabled: Whether it is taken away.
    """

    id: PreProcessingRuleId | None = None
    enabled: bool | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "id": self.id,
                    "enabled": self.enabled,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = d.pop("id", None)
        self.enabled = d.pop("enabled", None)
        self.additional_properties = d or {}
        return self if cls is PreProcessingRule else called(self)
