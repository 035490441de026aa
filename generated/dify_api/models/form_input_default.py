from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_list,
    as_object,
    called,
    optional,
    present,
    short_repr,
)


@define(kw_only=True)
class FormInputDefault:
    """What an input of a form starts with.

    Attributes:
        type: `constant` where `value` holds it, `variable` where `selector` points at it.
        selector: The path of the variable, node first; empty for a constant.
        value: The constant value.
    """

    type: str | None = None
    selector: list[str] | None = None
    value: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "type": self.type,
                    "selector": self.selector,
                    "value": self.value,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.type = d.pop("type", None)
        self.selector = optional(d, "selector", as_list)
        self.value = d.pop("value", None)
        self.additional_properties = d or {}
        return self if cls is FormInputDefault else called(self)
