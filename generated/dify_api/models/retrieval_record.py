from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional,
    optional_list,
    plain,
    present,
    short_repr,
)
from .retrieved_child_chunk import RetrievedChildChunk
from .retrieved_segment import RetrievedSegment
from .segment_attachment import SegmentAttachment


@define(kw_only=True)
class RetrievalRecord:
    """A segment that was found.

    Attributes:
        segment: The segment.
        child_chunks: The child chunks by which it was found, where documents are cut
            hierarchically. Where there are none 1.13.2 has null, 1.14.2 an empty list.
        score: How well it fits, usually 0 to 1; 0 in a search by keywords.
        tsne_position: Where it stands in a drawing of all; null in all recordings.
        files: The images of the segment. (Dify since 1.11.4) Where there are none 1.13.2 has null,
            1.14.2 an empty list.
        summary: The summary by which it was found. (Dify since 1.13.2)
    """

    segment: RetrievedSegment | None = None
    child_chunks: list[RetrievedChildChunk] | None = None
    score: float | None = None
    tsne_position: dict[str, Any] | None = None
    files: list[SegmentAttachment] | None = None
    summary: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "segment": plain(self.segment),
                    "child_chunks": plain(self.child_chunks),
                    "score": self.score,
                    "tsne_position": plain(self.tsne_position),
                    "files": plain(self.files),
                    "summary": self.summary,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.segment = optional(d, "segment", RetrievedSegment.from_dict)
        self.child_chunks = optional_list(d, "child_chunks", RetrievedChildChunk.from_dict)
        self.score = d.pop("score", None)
        self.tsne_position = optional(d, "tsne_position", as_object)
        self.files = optional_list(d, "files", SegmentAttachment.from_dict)
        self.summary = d.pop("summary", None)
        self.additional_properties = d or {}
        return self if cls is RetrievalRecord else called(self)
