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
from .member import Member


@define(kw_only=True)
class MemberList:
    """All members of a workspace.

    Attributes:
        accounts: The members.
    """

    accounts: list[Member]
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "accounts": plain(self.accounts),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.accounts = required_list(d, "accounts", Member.from_dict)
        self.additional_properties = d or {}
        return self if cls is MemberList else called(self)
