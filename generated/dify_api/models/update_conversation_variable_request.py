from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    plain,
    present,
    required_or_null,
    short_repr,
)


@define(kw_only=True)
class UpdateConversationVariableRequest:
    """The new value of a variable.

    Attributes:
        value: The value: any JSON of the variable's type.
        user: The end user whose conversation it is.
    """

    value: Any
    user: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "value": plain(self.value),
            **present(
                {
                    "user": self.user,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.value = required_or_null(d, "value")
        self.user = d.pop("user", None)
        self.additional_properties = d or {}
        return self if cls is UpdateConversationVariableRequest else called(self)
