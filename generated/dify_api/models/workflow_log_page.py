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
from .workflow_log import WorkflowLog


@define(kw_only=True)
class WorkflowLogPage:
    """One page of the log of a workflow app.

    Attributes:
        data: The entries, newest first.
        page: Number of the page, from 1.
        limit: How many entries a page may hold.
        total: How many entries there are on all pages.
        has_more: Whether there is a page after it.
    """

    data: list[WorkflowLog]
    page: int | None = None
    limit: int | None = None
    total: int | None = None
    has_more: bool | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "data": plain(self.data),
            **present(
                {
                    "page": self.page,
                    "limit": self.limit,
                    "total": self.total,
                    "has_more": self.has_more,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.data = required_list(d, "data", WorkflowLog.from_dict)
        self.page = d.pop("page", None)
        self.limit = d.pop("limit", None)
        self.total = d.pop("total", None)
        self.has_more = d.pop("has_more", None)
        self.additional_properties = d or {}
        return self if cls is WorkflowLogPage else called(self)
