from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    required,
    short_repr,
)


@define(kw_only=True)
class ChildChunkRequest:
    """The text of a child chunk.

    Attributes:
        content: The text; it may not be empty.
    """

    content: str
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "content": self.content,
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.content = required(d, "content")
        self.additional_properties = d or {}
        return self if cls is ChildChunkRequest else called(self)
