from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    plain,
    required,
    short_repr,
)


@define(kw_only=True)
class HumanInputSubmitRequest:
    """What a person filled in, and how they decided. (Dify since 1.14.2)

    Attributes:
        inputs: Values of the form's inputs by the names of their variables, all of them; `{}` where
            it has none.
        action: The id of the button that was pressed.
        user: The end user who filled it in, in the words of the calling program.
    """

    inputs: dict[str, Any]
    action: str
    user: str
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it, with the fields that this version does not know; what is absent is left out."""
        return {
            **self.additional_properties,
            "inputs": plain(self.inputs),
            "action": self.action,
            "user": self.user,
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape`` where it has not the shape that was promised."""
        d = as_object(src_dict)
        return cls(
            inputs=required(d, "inputs", as_object),
            action=required(d, "action"),
            user=required(d, "user"),
            additional_properties=d,
        )
