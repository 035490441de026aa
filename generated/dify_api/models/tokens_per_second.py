from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    present,
    short_repr,
)


@define(kw_only=True)
class TokensPerSecond:
    """How fast answers were on a day.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        tps: Tokens in a second, to four decimals.
    """

    date: str | None = None
    tps: float | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The JSON object, with fields that this version does not know, without absent ones."""
        return {
            **self.additional_properties,
            **present(
                {
                    "date": self.date,
                    "tps": self.tps,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object.

        Raises:
            WrongShape: The object has not the shape that the API promises.
        """
        d = as_object(src_dict)
        self = cls.__new__(cls)  # a call of the class with all fields would take twice the time
        self.date = d.pop("date", None)
        self.tps = d.pop("tps", None)
        self.additional_properties = d
        return self
