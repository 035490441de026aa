from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    required,
    short_repr,
)

if TYPE_CHECKING:
    from .api_key_type import ApiKeyType


@define(kw_only=True)
class ApiKey:
    """A key for the Service API.

    Attributes:
        id: The key's id (UUID), by which it is deleted.
        token: The key itself, to be sent as `Authorization: Bearer`. Whoever has it can use the
            API.
        type: What the key is for.
        last_used_at: When it was last used, in seconds since 1970; null where it never was.
        created_at: When it was made, in seconds since 1970.
    """

    id: str
    token: str = field(repr=False)
    type: ApiKeyType | None = None
    last_used_at: int | None = None
    created_at: int | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "id": self.id,
            "token": self.token,
            **present(
                {
                    "type": self.type,
                    "last_used_at": self.last_used_at,
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
        self.token = required(d, "token")
        self.type = d.pop("type", None)
        self.last_used_at = d.pop("last_used_at", None)
        self.created_at = d.pop("created_at", None)
        self.additional_properties = d or {}
        return self if cls is ApiKey else called(self)
