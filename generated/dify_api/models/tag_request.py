from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    required,
    short_repr,
)


@define(kw_only=True)
class TagRequest:
    """A tag to make.

    Attributes:
        name: The tag's name, 1 to 50 characters.
    """

    name: str
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "name": self.name,
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.name = required(d, "name")
        self.additional_properties = d or {}
        return self if cls is TagRequest else called(self)
