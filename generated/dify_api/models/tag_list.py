from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    plain,
    present,
    required_list,
    short_repr,
)
from .tag import Tag


@define(kw_only=True)
class TagList:
    """The tags of a knowledge base.

    Attributes:
        data: The tags.
        total: How many there are.
    """

    data: list[Tag]
    total: int | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "data": plain(self.data),
            **present(
                {
                    "total": self.total,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.data = required_list(d, "data", Tag.from_dict)
        self.total = d.pop("total", None)
        self.additional_properties = d or {}
        return self if cls is TagList else called(self)
