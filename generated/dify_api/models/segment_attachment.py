from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
    required,
)


@define(kw_only=True, repr=False, eq=False)
class SegmentAttachment(Model):
    """An image of a segment.

    Attributes:
        id: The file's id (UUID).
        name: The file's name.
        size: Its size in bytes.
        extension: Its extension.
        mime_type: Its MIME type.
        source_url: Signed address of the file, for a limited time.
    """

    id: str
    name: str | None = None
    size: int | None = None
    extension: str | None = None
    mime_type: str | None = None
    source_url: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.name = d.pop("name", None)
        self.size = d.pop("size", None)
        self.extension = d.pop("extension", None)
        self.mime_type = d.pop("mime_type", None)
        self.source_url = d.pop("source_url", None)
