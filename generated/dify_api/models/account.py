from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    required,
    short_repr,
)


@define(kw_only=True)
class Account:
    """An account of the console.

    Attributes:
        id: The account's id (UUID).
        name: The account's name.
        email: The account's e-mail address.
        avatar: The account's picture, an address or the id of a file.
        avatar_url: Address of the picture.
        is_password_set: Whether it can sign in by password.
        interface_language: Language of the console, such as `en-US`.
        interface_theme: Looks of the console, `light` or `dark`.
        timezone: Name of the time zone, such as `America/New_York`, which it is unless set.
        last_login_at: When it last signed in, in seconds since 1970.
        last_login_ip: From which address it last signed in.
        created_at: When it was made, in seconds since 1970.
    """

    id: str
    name: str | None = None
    email: str | None = None
    avatar: str | None = None
    avatar_url: str | None = None
    is_password_set: bool | None = None
    interface_language: str | None = None
    interface_theme: str | None = None
    timezone: str | None = None
    last_login_at: int | None = None
    last_login_ip: str | None = None
    created_at: int | None = None
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
                    "is_password_set": self.is_password_set,
                    "interface_language": self.interface_language,
                    "interface_theme": self.interface_theme,
                    "timezone": self.timezone,
                    "last_login_at": self.last_login_at,
                    "last_login_ip": self.last_login_ip,
                    "created_at": self.created_at,
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
        self.is_password_set = d.pop("is_password_set", None)
        self.interface_language = d.pop("interface_language", None)
        self.interface_theme = d.pop("interface_theme", None)
        self.timezone = d.pop("timezone", None)
        self.last_login_at = d.pop("last_login_at", None)
        self.last_login_ip = d.pop("last_login_ip", None)
        self.created_at = d.pop("created_at", None)
        self.additional_properties = d or {}
        return self if cls is Account else called(self)
