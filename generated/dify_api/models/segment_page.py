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
class SegmentPage:
    """One page of a document's segments.

    Attributes:
        data: The segments of this page.
        doc_form: How the document is cut.
        total: How many segments there are on all pages.
        has_more: Whether more follow. (Dify since 1.4.3)
        limit: How many segments a page may hold. (Dify since 1.4.3)
        page: Number of this page, from 1. (Dify since 1.4.3)
    """

    data: list[Segment]
    doc_form: DocumentForm | None = None
    total: int | None = None
    has_more: bool | None = None
    limit: int | None = None
    page: int | None = None
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
                    "total": self.total,
                    "has_more": self.has_more,
                    "limit": self.limit,
                    "page": self.page,
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
        self.total = d.pop("total", None)
        self.has_more = d.pop("has_more", None)
        self.limit = d.pop("limit", None)
        self.page = d.pop("page", None)
        self.additional_properties = d or {}
        return self if cls is SegmentPage else called(self)
