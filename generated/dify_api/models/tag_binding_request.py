from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_list,
    as_object,
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
        """As JSON has it, with the fields that this version does not know; what is absent is left out."""
        return {
            **self.additional_properties,
            "tag_ids": self.tag_ids,
            "target_id": self.target_id,
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape`` where it has not the shape that was promised."""
        d = as_object(src_dict)
        return cls(
            tag_ids=required(d, "tag_ids", as_list),
            target_id=required(d, "target_id"),
            additional_properties=d,
        )
