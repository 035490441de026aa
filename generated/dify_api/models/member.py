from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional_list,
    plain,
    present,
    required,
    short_repr,
)
from .member_role_name import MemberRoleName

if TYPE_CHECKING:
    from .member_role import MemberRole
    from .member_status import MemberStatus


@define(kw_only=True)
class Member:
    """An account in a workspace.

    Attributes:
        id: The account's id (UUID).
        name: The account's name.
        email: The account's e-mail address.
        avatar: The account's picture, an address or the id of a file.
        avatar_url: Address of the picture.
        role: What it may do here.
        status: The state of the account.
        last_login_at: When it last signed in, in seconds since 1970.
        last_active_at: When it last did something, in seconds since 1970.
        created_at: When it was made, in seconds since 1970.
        roles: Its roles, of which servers up to 1.15 know one. (Dify since 1.16)
    """

    id: str
    name: str | None = None
    email: str | None = None
    avatar: str | None = None
    avatar_url: str | None = None
    role: MemberRole | None = None
    status: MemberStatus | None = None
    last_login_at: int | None = None
    last_active_at: int | None = None
    created_at: int | None = None
    roles: list[MemberRoleName] | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "id": self.id,
            **present(
                {
                    "name": self.name,
                    "email": self.email,
                    "avatar": self.avatar,
                    "avatar_url": self.avatar_url,
                    "role": self.role,
                    "status": self.status,
                    "last_login_at": self.last_login_at,
                    "last_active_at": self.last_active_at,
                    "created_at": self.created_at,
                    "roles": plain(self.roles),
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = required(d, "id")
        self.name = d.pop("name", None)
        self.email = d.pop("email", None)
        self.avatar = d.pop("avatar", None)
        self.avatar_url = d.pop("avatar_url", None)
        self.role = d.pop("role", None)
        self.status = d.pop("status", None)
        self.last_login_at = d.pop("last_login_at", None)
        self.last_active_at = d.pop("last_active_at", None)
        self.created_at = d.pop("created_at", None)
        self.roles = optional_list(d, "roles", MemberRoleName.from_dict)
        self.additional_properties = d or {}
        return self if cls is Member else called(self)
