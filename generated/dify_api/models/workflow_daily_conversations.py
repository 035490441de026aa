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
class WorkflowDailyConversations:
    """Runs of a workflow on a day.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        runs: How many runs were started.
    """

    date: str | None = None
    runs: int | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "date": self.date,
                    "runs": self.runs,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.date = d.pop("date", None)
        self.runs = d.pop("runs", None)
        self.additional_properties = d or {}
        return self if cls is WorkflowDailyConversations else called(self)
