from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional,
    plain,
    present,
    required,
    short_repr,
)


@define(kw_only=True)
class Conversation:
    """A conversation of an end user with an app.

    Attributes:
        id: The conversation's id (UUID).
        name: Its name.
        inputs: The values of the app's input variables it was started with.
        status: `normal`.
        introduction: What the app said first, with the inputs filled in.
        created_at: When it was started, in seconds since 1970.
        updated_at: When it was last used, in seconds since 1970.
    """

    id: str
    name: str | None = None
    inputs: dict[str, Any] | None = None
    status: str | None = None
    introduction: str | None = None
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
                    "inputs": plain(self.inputs),
                    "status": self.status,
                    "introduction": self.introduction,
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
        self.inputs = optional(d, "inputs", as_object)
        self.status = d.pop("status", None)
        self.introduction = d.pop("introduction", None)
        self.created_at = d.pop("created_at", None)
        self.updated_at = d.pop("updated_at", None)
        self.additional_properties = d or {}
        return self if cls is Conversation else called(self)
