from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    plain,
    present,
    required_list,
    short_repr,
)
from .segment import Segment

if TYPE_CHECKING:
    from .document_form import DocumentForm


@define(kw_only=True)
class SegmentList:
    """Segments of a document and the document's form.

    Attributes:
        data: The segments.
        doc_form: How the document is cut.
    """

    data: list[Segment]
    doc_form: DocumentForm | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "data": plain(self.data),
            **present(
                {
                    "doc_form": self.doc_form,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.data = required_list(d, "data", Segment.from_dict)
        self.doc_form = d.pop("doc_form", None)
        self.additional_properties = d or {}
        return self if cls is SegmentList else called(self)
