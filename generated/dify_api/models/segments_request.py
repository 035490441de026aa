from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    plain,
    required_list,
    short_repr,
)
from .segment_input import SegmentInput


@define(kw_only=True)
class SegmentsRequest:
    """Segments to add.

    Attributes:
        segments: The segments, in their order.
    """

    segments: list[SegmentInput]
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "segments": plain(self.segments),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.segments = required_list(d, "segments", SegmentInput.from_dict)
        self.additional_properties = d or {}
        return self if cls is SegmentsRequest else called(self)
