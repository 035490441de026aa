from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
    as_list,
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

    def _take(self, d: dict[str, Any]) -> None:
        self.type = d.pop("type", None)
        self.selector = optional(d, "selector", as_list)
        self.value = optional(d, "value", as_list)
