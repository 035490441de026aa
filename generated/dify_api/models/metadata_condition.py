from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_list,
    as_object,
    called,
    either,
    optional,
    present,
    short_repr,
)

if TYPE_CHECKING:
    from .comparison_operator import ComparisonOperator


@define(kw_only=True)
class MetadataCondition:
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
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "name": self.name,
                    "comparison_operator": self.comparison_operator,
                    "value": self.value,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.name = d.pop("name", None)
        self.comparison_operator = d.pop("comparison_operator", None)
        self.value = optional(d, "value", either(array=as_list))
        self.additional_properties = d or {}
        return self if cls is MetadataCondition else called(self)
