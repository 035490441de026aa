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
class DocumentFile:
    """The file that a document came from; of a text it is one that the server made of it.

    Attributes:
        id: The file's id (UUID).
        name: The file's name.
        size: Its size in bytes.
        extension: Its extension without the dot.
        mime_type: Its MIME type as it was sent.
        created_by: The id of the account that sent it (UUID).
        created_at: When it was sent, in seconds since 1970, with a fraction.
    """

    id: str
    name: str | None = None
    size: int | None = None
    extension: str | None = None
    mime_type: str | None = None
    created_by: str | None = None
    created_at: float | None = None
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
                    "size": self.size,
                    "extension": self.extension,
                    "mime_type": self.mime_type,
                    "created_by": self.created_by,
                    "created_at": self.created_at,
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
        self.size = d.pop("size", None)
        self.extension = d.pop("extension", None)
        self.mime_type = d.pop("mime_type", None)
        self.created_by = d.pop("created_by", None)
        self.created_at = d.pop("created_at", None)
        self.additional_properties = d or {}
        return self if cls is DocumentFile else called(self)
