from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional,
    optional_list,
    plain,
    present,
    short_repr,
)
from .pre_processing_rule import PreProcessingRule
from .segmentation import Segmentation

if TYPE_CHECKING:
    from .parent_mode import ParentMode


@define(kw_only=True)
class ProcessRules:
    """Rules by which a text is cleaned and cut.

    Attributes:
        pre_processing_rules: What is taken away first.
        segmentation: How the text is cut into segments.
        parent_mode: What the parents of child chunks are, where the mode is `hierarchical`.
        subchunk_segmentation: How segments are cut into child chunks, where the mode is
            `hierarchical`.
    """

    pre_processing_rules: list[PreProcessingRule] | None = None
    segmentation: Segmentation | None = None
    parent_mode: ParentMode | None = None
    subchunk_segmentation: Segmentation | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "pre_processing_rules": plain(self.pre_processing_rules),
                    "segmentation": plain(self.segmentation),
                    "parent_mode": self.parent_mode,
                    "subchunk_segmentation": plain(self.subchunk_segmentation),
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.pre_processing_rules = optional_list(d, "pre_processing_rules", PreProcessingRule.from_dict)
        self.segmentation = optional(d, "segmentation", Segmentation.from_dict)
        self.parent_mode = d.pop("parent_mode", None)
        self.subchunk_segmentation = optional(d, "subchunk_segmentation", Segmentation.from_dict)
        self.additional_properties = d or {}
        return self if cls is ProcessRules else called(self)
