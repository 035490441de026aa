from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_list,
    as_object,
    called,
    required,
    short_repr,
)


@define(kw_only=True)
class TagBindingRequest:
    """Tags to put on a knowledge base.

    Attributes:
        tag_ids: The ids of the tags, at least one.
        target_id: The knowledge base's id.
    """

    tag_ids: list[str]
    target_id: str
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "tag_ids": self.tag_ids,
            "target_id": self.target_id,
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.tag_ids = required(d, "tag_ids", as_list)
        self.target_id = required(d, "target_id")
        self.additional_properties = d or {}
        return self if cls is TagBindingRequest else called(self)
