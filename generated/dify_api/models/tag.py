from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
    required,
)


@define(kw_only=True, repr=False, eq=False)
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

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.name = d.pop("name", None)
        self.type = d.pop("type", None)
        self.binding_count = d.pop("binding_count", None)
