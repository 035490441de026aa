from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
    as_list,
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

    def _take(self, d: dict[str, Any]) -> None:
        self.type = d.pop("type", None)
        self.selector = optional(d, "selector", as_list)
        self.value = d.pop("value", None)
