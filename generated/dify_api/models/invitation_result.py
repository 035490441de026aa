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
class InvitationResult:
    """What became of one invitation.

    Attributes:
        status: `success` or `failed`.
        email: The address.
        url: Where the invitation is accepted, with its token; whoever has it can accept.
        message: Why it failed. From the server's source; absent from a success.
    """

    status: str | None = None
    email: str | None = None
    url: str | None = field(default=None, repr=False)
    message: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "status": self.status,
                    "email": self.email,
                    "url": self.url,
                    "message": self.message,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.status = d.pop("status", None)
        self.email = d.pop("email", None)
        self.url = d.pop("url", None)
        self.message = d.pop("message", None)
        self.additional_properties = d or {}
        return self if cls is InvitationResult else called(self)
