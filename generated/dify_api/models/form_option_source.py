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
class FormOptionSource:
    """Where the options of a choice in a form come from.

    Attributes:
        type: `constant` where `value` holds them, `variable` where `selector` points at them.
        selector: The path of the variable, node first.
        value: The options themselves.
    """

    type: str | None = None
    selector: list[str] | None = None
    value: list[str] | None = None
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
        self.value = optional(d, "value", as_list)
        self.additional_properties = d or {}
        return self if cls is FormOptionSource else called(self)
