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
class TokenCosts:
    """Tokens of a day and what they cost.

    Attributes:
        date: The day in the account's time zone, as `YYYY-MM-DD`.
        token_count: Tokens of questions and answers together.
        total_price: What they cost, in `currency`, as a decimal number in a string.
        currency: Currency of the price, always `USD`.
    """

    date: str | None = None
    token_count: int | None = None
    total_price: str | float | None = None
    currency: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "date": self.date,
                    "token_count": self.token_count,
                    "total_price": self.total_price,
                    "currency": self.currency,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.date = d.pop("date", None)
        self.token_count = d.pop("token_count", None)
        self.total_price = d.pop("total_price", None)
        self.currency = d.pop("currency", None)
        self.additional_properties = d or {}
        return self if cls is TokenCosts else called(self)
