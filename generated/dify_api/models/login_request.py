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
class LoginRequest:
    """Who signs in to the console.

    Attributes:
        email: The account's e-mail address.
        password: The account's password, from 1.11.2 on as base64 of its UTF-8, before that plain.
            The wrong one of the two forms is answered like a wrong password.
        remember_me: Whether the sign-in lasts long. It made no difference in what was recorded.
    """

    email: str
    password: str = field(repr=False)
    remember_me: bool | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "email": self.email,
            "password": self.password,
            **present(
                {
                    "remember_me": self.remember_me,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.email = required(d, "email")
        self.password = required(d, "password")
        self.remember_me = d.pop("remember_me", None)
        self.additional_properties = d or {}
        return self if cls is LoginRequest else called(self)
