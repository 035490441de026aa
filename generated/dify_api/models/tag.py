from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define

from ..types import (
    Model,
    as_object,
    called,
    required,
)


@define(kw_only=True, repr=False)
class Tag(Model):
    """A tag for knowledge bases.

    Attributes:
        id: The tag's id (UUID).
        name: The tag's name.
        type: What it is for: `knowledge`. Absent where the tags of one knowledge base are listed.
        binding_count: How many knowledge bases have it. Absent where the tags of one knowledge base
            are listed.
    """

    id: str
    name: str | None = None
    type: str | None = None
    binding_count: str | int | None = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = required(d, "id")
        self.name = d.pop("name", None)
        self.type = d.pop("type", None)
        self.binding_count = d.pop("binding_count", None)
        self.additional_properties = d or {}
        return self if cls is Tag else called(self)
