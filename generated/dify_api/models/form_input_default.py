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
class FormInputDefault(Model):
    """What an input of a form starts with.

    Attributes:
        type: `constant` where `value` holds it, `variable` where `selector` points at it.
        selector: The path of the variable, node first; empty for a constant.
        value: The constant value.
    """

    type: str | None = None
    selector: list[str] | None = None
    value: str | None = None

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
