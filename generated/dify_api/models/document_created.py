from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    plain,
    required,
    short_repr,
)
from .document import Document


@define(kw_only=True)
class DocumentCreated:
    """A document that was added or changed, and the batch by which to ask how far it is.

    Attributes:
        document: The document, which is still being indexed, and its `batch`.
        batch: The batch that the document was added with.
    """

    document: Document
    batch: str
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "document": plain(self.document),
            "batch": self.batch,
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.document = required(d, "document", Document.from_dict)
        self.batch = required(d, "batch")
        self.additional_properties = d or {}
        return self if cls is DocumentCreated else called(self)
