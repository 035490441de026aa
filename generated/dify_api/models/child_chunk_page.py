from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    plain,
    present,
    required_list,
    short_repr,
)
from .child_chunk import ChildChunk


@define(kw_only=True)
class ChildChunkPage:
    """One page of a segment's child chunks.

    Attributes:
        data: The child chunks of this page.
        total: How many child chunks there are on all pages.
        total_pages: How many pages there are.
        page: Number of this page, from 1.
        limit: How many child chunks a page may hold.
    """

    data: list[ChildChunk]
    total: int | None = None
    total_pages: int | None = None
    page: int | None = None
    limit: int | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "data": plain(self.data),
            **present(
                {
                    "total": self.total,
                    "total_pages": self.total_pages,
                    "page": self.page,
                    "limit": self.limit,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.data = required_list(d, "data", ChildChunk.from_dict)
        self.total = d.pop("total", None)
        self.total_pages = d.pop("total_pages", None)
        self.page = d.pop("page", None)
        self.limit = d.pop("limit", None)
        self.additional_properties = d or {}
        return self if cls is ChildChunkPage else called(self)
