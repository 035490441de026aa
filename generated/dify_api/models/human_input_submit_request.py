from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    plain,
    required,
    short_repr,
)


@define(kw_only=True)
class HumanInputSubmitRequest:
    """What a person filled in, and how they decided. (Dify since 1.14.2)

    Attributes:
        inputs: A value for each of the form's inputs, by name.
        action: The id of one of the form's actions.
        user: The end user who answered it: an id of your own.
    """

    inputs: dict[str, Any]
    action: str
    user: str
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "inputs": plain(self.inputs),
            "action": self.action,
            "user": self.user,
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.inputs = required(d, "inputs", as_object)
        self.action = required(d, "action")
        self.user = required(d, "user")
        self.additional_properties = d or {}
        return self if cls is HumanInputSubmitRequest else called(self)
