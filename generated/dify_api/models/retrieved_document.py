from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional,
    plain,
    present,
    required,
    short_repr,
)


@define(kw_only=True)
class RetrievedDocument:
    """The document of a segment that was found.

    Attributes:
        id: The document's id (UUID).
        data_source_type: Where it came from, such as `upload_file`.
        name: Its name.
        doc_type: What kind of text it is, where somebody said so.
        doc_metadata: Its metadata, values by the names of the fields. (Dify since 1.4.3)
    """

    id: str
    data_source_type: str | None = None
    name: str | None = None
    doc_type: str | None = None
    doc_metadata: dict[str, Any] | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "id": self.id,
            **present(
                {
                    "data_source_type": self.data_source_type,
                    "name": self.name,
                    "doc_type": self.doc_type,
                    "doc_metadata": plain(self.doc_metadata),
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = required(d, "id")
        self.data_source_type = d.pop("data_source_type", None)
        self.name = d.pop("name", None)
        self.doc_type = d.pop("doc_type", None)
        self.doc_metadata = optional(d, "doc_metadata", as_object)
        self.additional_properties = d or {}
        return self if cls is RetrievedDocument else called(self)
