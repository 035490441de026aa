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
from .dataset import Dataset


@define(kw_only=True)
class DatasetPage:
    """One page of knowledge bases.

    Attributes:
        data: The knowledge bases of this page.
        has_more: Whether more follow. It says whether the page holds as many as were asked for, so
            it is wrong where over 100 were asked for.
        limit: How many rows were asked for.
        total: How many knowledge bases there are on all pages.
        page: Number of this page, from 1.
    """

    data: list[Dataset]
    has_more: bool | None = None
    limit: int | None = None
    total: int | None = None
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
                    "has_more": self.has_more,
                    "limit": self.limit,
                    "total": self.total,
                    "page": self.page,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.data = required_list(d, "data", Dataset.from_dict)
        self.has_more = d.pop("has_more", None)
        self.limit = d.pop("limit", None)
        self.total = d.pop("total", None)
        self.page = d.pop("page", None)
        self.additional_properties = d or {}
        return self if cls is DatasetPage else called(self)
