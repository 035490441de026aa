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
from .daily_conversations import DailyConversations


@define(kw_only=True)
class DailyConversationsList:
    """Conversations of a day, day by day.

    Attributes:
        data: One entry for each day on which there was something.
    """

    data: list[DailyConversations]
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "data": plain(self.data),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.data = required_list(d, "data", DailyConversations.from_dict)
        self.additional_properties = d or {}
        return self if cls is DailyConversationsList else called(self)
