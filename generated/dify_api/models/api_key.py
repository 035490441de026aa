from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    Model,
    as_object,
    called,
    required,
)

if TYPE_CHECKING:
    from .enums import ApiKeyType


@define(kw_only=True, repr=False)
class ApiKey(Model):
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
