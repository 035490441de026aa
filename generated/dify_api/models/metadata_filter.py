from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from ..types import (
    Model,
    optional_list,
)
from .metadata_condition import MetadataCondition

if TYPE_CHECKING:
    from .enums import LogicalOperator


@define(kw_only=True, repr=False)
class MetadataFilter(Model):
    """Which documents are searched, by their metadata.

    Attributes:
        logical_operator: How several conditions go together. Default: `and`.
        conditions: The conditions.
    """

    logical_operator: LogicalOperator | None = None
    conditions: list[MetadataCondition] | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.logical_operator = d.pop("logical_operator", None)
        self.conditions = optional_list(d, "conditions", MetadataCondition.from_dict)
