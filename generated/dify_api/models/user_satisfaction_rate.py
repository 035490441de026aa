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
class UserSatisfactionRate:
    """How content users were on a day.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        rate: Liked answers in a thousand, to two decimals.
    """

    date: str | None = None
    rate: float | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "date": self.date,
                    "rate": self.rate,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.date = d.pop("date", None)
        self.rate = d.pop("rate", None)
        self.additional_properties = d or {}
        return self if cls is UserSatisfactionRate else called(self)
