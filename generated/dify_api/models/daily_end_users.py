from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    short_repr,
)


@define(kw_only=True)
class DailyEndUsers:
    """End users of a day.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        terminal_count: How many end users said something.
    """

    date: str | None = None
    terminal_count: int | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "date": self.date,
                    "terminal_count": self.terminal_count,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.date = d.pop("date", None)
        self.terminal_count = d.pop("terminal_count", None)
        self.additional_properties = d or {}
        return self if cls is DailyEndUsers else called(self)
