from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_list,
    as_object,
    called,
    optional,
    present,
    required,
    short_repr,
)


@define(kw_only=True)
class TagUnbindingRequest:
    """Tags to take off a knowledge base.

    Attributes:
        target_id: The knowledge base's id.
        tag_ids: The ids of the tags, at least one. (Dify since 1.14.2)
        tag_id: The id of one tag. 1.8.1 and 1.13.2 read this alone; later ones only where `tag_ids`
            is not sent.
    """

    target_id: str
    tag_ids: list[str] | None = None
    tag_id: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "target_id": self.target_id,
            **present(
                {
                    "tag_ids": self.tag_ids,
                    "tag_id": self.tag_id,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.target_id = required(d, "target_id")
        self.tag_ids = optional(d, "tag_ids", as_list)
        self.tag_id = d.pop("tag_id", None)
        self.additional_properties = d or {}
        return self if cls is TagUnbindingRequest else called(self)
