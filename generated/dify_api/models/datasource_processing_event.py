from __future__ import annotations

from typing import Any, Literal

from attrs import define

from ..types import (
    Model,
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

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.total = d.pop("total", None)
        self.completed = d.pop("completed", None)
