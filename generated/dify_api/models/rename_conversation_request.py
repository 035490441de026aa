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
class RenameConversationRequest:
    """The new name of a conversation.

    Attributes:
        name: The name. Needed unless `auto_generate` is true.
        auto_generate: Whether the model finds a name. Default: false.
        user: The end user whose conversation it is.
    """

    name: str | None = None
    auto_generate: bool | None = None
    user: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "name": self.name,
                    "auto_generate": self.auto_generate,
                    "user": self.user,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.name = d.pop("name", None)
        self.auto_generate = d.pop("auto_generate", None)
        self.user = d.pop("user", None)
        self.additional_properties = d or {}
        return self if cls is RenameConversationRequest else called(self)
