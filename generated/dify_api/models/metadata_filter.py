from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define

from ..types import (
    Model,
    as_object,
    called,
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

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.logical_operator = d.pop("logical_operator", None)
        self.conditions = optional_list(d, "conditions", MetadataCondition.from_dict)
        self.additional_properties = d or {}
        return self if cls is MetadataFilter else called(self)
