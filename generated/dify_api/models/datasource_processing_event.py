from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Self

from attrs import define

from ..types import (
    Model,
    as_object,
    called,
    required,
)


@define(kw_only=True, repr=False)
class DatasourceProcessingEvent(Model):
    """A source of a knowledge pipeline is being read. From the server's source.

    Attributes:
        event: The event's name.
        total: How many pages there are, where the source says.
        completed: How many of them were read.
    """

    event: Literal["datasource_processing"] = "datasource_processing"
    total: int | None = None
    completed: int | None = None

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
