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
from .conversation_variable import ConversationVariable


@define(kw_only=True)
class ConversationVariablePage:
    """One page of a conversation's variables.

    Attributes:
        data: The variables, in the order in which they were made.
        limit: How many variables a page may hold.
        has_more: Whether more follow.
    """

    data: list[ConversationVariable]
    limit: int | None = None
    has_more: bool | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "data": plain(self.data),
            **present(
                {
                    "limit": self.limit,
                    "has_more": self.has_more,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.data = required_list(d, "data", ConversationVariable.from_dict)
        self.limit = d.pop("limit", None)
        self.has_more = d.pop("has_more", None)
        self.additional_properties = d or {}
        return self if cls is ConversationVariablePage else called(self)
