from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_list,
    as_object,
    called,
    present,
    required,
    short_repr,
)

if TYPE_CHECKING:
    from .member_role import MemberRole


@define(kw_only=True)
class InviteMembersRequest:
    """Whom to invite, and as what.

    Attributes:
        emails: The e-mail addresses.
        role: The role. Nobody can be invited as the owner.
        language: The language of the invitation, such as `en-US`.
    """

    emails: list[str]
    role: MemberRole
    language: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "emails": self.emails,
            "role": self.role,
            **present(
                {
                    "language": self.language,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.emails = required(d, "emails", as_list)
        self.role = required(d, "role")
        self.language = d.pop("language", None)
        self.additional_properties = d or {}
        return self if cls is InviteMembersRequest else called(self)
