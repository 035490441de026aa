from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional_list,
    plain,
    present,
    short_repr,
)
from .metadata_condition import MetadataCondition

if TYPE_CHECKING:
    from .logical_operator import LogicalOperator


@define(kw_only=True)
class MetadataFilter:
    """Which documents are searched, by their metadata.

    Attributes:
        logical_operator: How several conditions go together. Default: `and`.
        conditions: The conditions.
    """

    logical_operator: LogicalOperator | None = None
    conditions: list[MetadataCondition] | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "logical_operator": self.logical_operator,
                    "conditions": plain(self.conditions),
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.logical_operator = d.pop("logical_operator", None)
        self.conditions = optional_list(d, "conditions", MetadataCondition.from_dict)
        self.additional_properties = d or {}
        return self if cls is MetadataFilter else called(self)
