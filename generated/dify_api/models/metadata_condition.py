from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from ..types import (
    Model,
    as_list,
    either,
    optional,
)

if TYPE_CHECKING:
    from .enums import ComparisonOperator


@define(kw_only=True, repr=False)
class MetadataCondition(Model):
    """A condition on a metadata field. In a request the server wants `name` and `comparison_operator`.

    Attributes:
        name: The field's name.
        comparison_operator: How its value is compared.
        value: What it is compared with, nothing for `empty` and `not empty`; a list for `in` and
            `not in`.
    """

    name: str | None = None
    comparison_operator: ComparisonOperator | None = None
    value: list[str] | str | float | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.name = d.pop("name", None)
        self.comparison_operator = d.pop("comparison_operator", None)
        self.value = optional(d, "value", either(array=as_list))
