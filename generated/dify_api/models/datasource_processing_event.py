from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    required,
    short_repr,
)


@define(kw_only=True)
class DatasourceProcessingEvent:
    """A source of a knowledge pipeline is being read. From the server's source.

    Attributes:
        event: The event's name.
        total: How many pages there are, where the source says.
        completed: How many of them were read.
    """

    event: Literal["datasource_processing"] = "datasource_processing"
    total: int | None = None
    completed: int | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "event": self.event,
            **present(
                {
                    "total": self.total,
                    "completed": self.completed,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.event = required(d, "event")
        self.total = d.pop("total", None)
        self.completed = d.pop("completed", None)
        self.additional_properties = d or {}
        return self if cls is DatasourceProcessingEvent else called(self)
