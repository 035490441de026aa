from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from ..types import (
    Model,
    required,
)

if TYPE_CHECKING:
    from .enums import ChildChunkType


@define(kw_only=True, repr=False, eq=False)
class ChildChunk(Model):
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

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.segment_id = d.pop("segment_id", None)
        self.content = d.pop("content", None)
        self.position = d.pop("position", None)
        self.word_count = d.pop("word_count", None)
        self.type = d.pop("type", None)
        self.created_at = d.pop("created_at", None)
        self.updated_at = d.pop("updated_at", None)
