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

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = required(d, "id")
        self.name = d.pop("name", None)
        self.size = d.pop("size", None)
        self.extension = d.pop("extension", None)
        self.mime_type = d.pop("mime_type", None)
        self.source_url = d.pop("source_url", None)
        self.additional_properties = d or {}
        return self if cls is SegmentAttachment else called(self)
