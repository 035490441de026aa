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
class RunEndUser:
    """The end user for whom a run was started, as the log knows them.

    Attributes:
        id: The server's id of the end user.
        type: By which way the end user came, such as `service-api`.
        is_anonymous: Whether the server does not know who it is.
        session_id: The end user in the words of the calling program.
    """

    id: str | None = None
    type: str | None = None
    is_anonymous: bool | None = None
    session_id: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "id": self.id,
                    "type": self.type,
                    "is_anonymous": self.is_anonymous,
                    "session_id": self.session_id,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = d.pop("id", None)
        self.type = d.pop("type", None)
        self.is_anonymous = d.pop("is_anonymous", None)
        self.session_id = d.pop("session_id", None)
        self.additional_properties = d or {}
        return self if cls is RunEndUser else called(self)
