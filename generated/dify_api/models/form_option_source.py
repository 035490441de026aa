from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define

from ..types import (
    Model,
    as_list,
    as_object,
    called,
    optional,
)


@define(kw_only=True, repr=False)
class FormOptionSource(Model):
    """Where the options of a choice in a form come from.

    Attributes:
        type: `constant` where `value` holds them, `variable` where `selector` points at them.
        selector: The path of the variable, node first.
        value: The options themselves.
    """

    type: str | None = None
    selector: list[str] | None = None
    value: list[str] | None = None

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
