from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    required,
    short_repr,
)

if TYPE_CHECKING:
    from .child_chunk_type import ChildChunkType


@define(kw_only=True)
class ChildChunk:
    """A piece of a segment that finds the whole of it.

    Attributes:
        id: The child chunk's id (UUID).
        segment_id: The segment it belongs to.
        content: The text, in `text`.
        position: Its place in the segment, from 1.
        word_count: Length of the text in characters.
        type: Where it comes from.
        created_at: When it was made, in seconds since 1970.
        updated_at: When it was last changed, in seconds since 1970.
    """

    id: str
    segment_id: str | None = None
    content: str | None = None
    position: int | None = None
    word_count: int | None = None
    type: ChildChunkType | None = None
    created_at: float | None = None
    updated_at: float | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "id": self.id,
            **present(
                {
                    "segment_id": self.segment_id,
                    "content": self.content,
                    "position": self.position,
                    "word_count": self.word_count,
                    "type": self.type,
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
        self.segment_id = d.pop("segment_id", None)
        self.content = d.pop("content", None)
        self.position = d.pop("position", None)
        self.word_count = d.pop("word_count", None)
        self.type = d.pop("type", None)
        self.created_at = d.pop("created_at", None)
        self.updated_at = d.pop("updated_at", None)
        self.additional_properties = d or {}
        return self if cls is ChildChunk else called(self)
