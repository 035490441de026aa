from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
    required,
    required_list,
)
from .child_chunk import ChildChunk


@define(kw_only=True, repr=False, eq=False)
class ChildChunkAnswer(Model):
    """One child chunk.

    Attributes:
        data: The child chunk.
    """

    data: ChildChunk

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required(d, "data", ChildChunk.from_dict)


@define(kw_only=True, repr=False, eq=False)
class ChildChunkPage(Model):
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

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", ChildChunk.from_dict)
        self.total = d.pop("total", None)
        self.total_pages = d.pop("total_pages", None)
        self.page = d.pop("page", None)
        self.limit = d.pop("limit", None)


@define(kw_only=True, repr=False, eq=False)
class ChildChunkRequest(Model):
    """The text of a child chunk.

    Attributes:
        content: The text; it may not be empty.
    """

    content: str

    def _take(self, d: dict[str, Any]) -> None:
        self.content = required(d, "content")
