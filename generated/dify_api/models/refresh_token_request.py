from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    required,
    short_repr,
)


@define(kw_only=True)
class RefreshTokenRequest:
    """What gives new tokens, up to 1.9.1.

    Attributes:
        refresh_token: The refresh token of the last sign-in or refresh.
    """

    refresh_token: str = field(repr=False)
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "refresh_token": self.refresh_token,
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.refresh_token = required(d, "refresh_token")
        self.additional_properties = d or {}
        return self if cls is RefreshTokenRequest else called(self)
