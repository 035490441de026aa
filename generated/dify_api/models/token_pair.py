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
class TokenPair:
    """The tokens of a sign-in.

    Attributes:
        access_token: The token to send as `Authorization: Bearer`, a JWT that lives for an hour.
            (Dify until 1.9.1)
        refresh_token: The token that gives new tokens once, for 30 days. (Dify until 1.9.1)
    """

    access_token: str | None = field(default=None, repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "access_token": self.access_token,
                    "refresh_token": self.refresh_token,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.access_token = d.pop("access_token", None)
        self.refresh_token = d.pop("refresh_token", None)
        self.additional_properties = d or {}
        return self if cls is TokenPair else called(self)
