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
class RetrievedChildChunk:
    """A child chunk by which a segment was found.

    Attributes:
        id: The child chunk's id (UUID).
        content: Its text.
        position: Its place in the segment, from 1.
        score: How well it fits, usually 0 to 1.
    """

    id: str
    content: str | None = None
    position: int | None = None
    score: float | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "id": self.id,
            **present(
                {
                    "content": self.content,
                    "position": self.position,
                    "score": self.score,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = required(d, "id")
        self.content = d.pop("content", None)
        self.position = d.pop("position", None)
        self.score = d.pop("score", None)
        self.additional_properties = d or {}
        return self if cls is RetrievedChildChunk else called(self)
