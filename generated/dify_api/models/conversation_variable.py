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
class ConversationVariable:
    """A variable that a chatflow keeps in a conversation.

    Attributes:
        id: The variable's id (UUID).
        name: Its name in the chatflow.
        value_type: Its type in the chatflow, such as `string`, `number`, `object` or
            `array[string]`.
        value: Its value as Python writes it, not as JSON does: a dict reads `{'a': 1}`.
        description: What it is for, in the words of the chatflow's author.
        created_at: When it was made, in seconds since 1970.
        updated_at: When it was last set, in seconds since 1970.
    """

    id: str
    name: str | None = None
    value_type: str | None = None
    value: str | None = None
    description: str | None = None
    created_at: int | None = None
    updated_at: int | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "id": self.id,
            **present(
                {
                    "name": self.name,
                    "value_type": self.value_type,
                    "value": self.value,
                    "description": self.description,
                    "created_at": self.created_at,
                    "updated_at": self.updated_at,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = required(d, "id")
        self.name = d.pop("name", None)
        self.value_type = d.pop("value_type", None)
        self.value = d.pop("value", None)
        self.description = d.pop("description", None)
        self.created_at = d.pop("created_at", None)
        self.updated_at = d.pop("updated_at", None)
        self.additional_properties = d or {}
        return self if cls is ConversationVariable else called(self)
