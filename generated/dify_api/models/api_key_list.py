from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, field

from ..types import (
    Model,
    required,
    required_list,
)

if TYPE_CHECKING:
    from .enums import ApiKeyType


@define(kw_only=True, repr=False, eq=False)
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

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.token = required(d, "token")
        self.type = d.pop("type", None)
        self.last_used_at = d.pop("last_used_at", None)
        self.created_at = d.pop("created_at", None)


@define(kw_only=True, repr=False, eq=False)
class ApiKeyList(Model):
    """All keys there are.

    Attributes:
        data: The keys, in no order that is promised.
    """

    data: list[ApiKey]

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", ApiKey.from_dict)
