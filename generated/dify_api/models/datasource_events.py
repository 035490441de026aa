from __future__ import annotations

from typing import Any, Literal

from attrs import define

from ..types import (
    Model,
    required,
)


@define(kw_only=True, repr=False, eq=False)
class DatasourceCompletedEvent(Model):
    """What a source of a knowledge pipeline has, or a part of it where the source gives it in parts.
    From the server's source.

    Attributes:
        event: The event's name.
        data: What was found: a list of workspaces with their pages, of crawled sites, or of buckets
            with their files.
        total: How many pages there are, where the source says.
        completed: How many of them were read.
        time_consuming: Seconds it took so far.
    """

    event: Literal["datasource_completed"] = "datasource_completed"
    data: Any = None
    total: int | None = None
    completed: int | None = None
    time_consuming: float | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.data = d.pop("data", None)
        self.total = d.pop("total", None)
        self.completed = d.pop("completed", None)
        self.time_consuming = d.pop("time_consuming", None)


@define(kw_only=True, repr=False, eq=False)
class DatasourceErrorEvent(Model):
    """A source of a knowledge pipeline could not be read. From the server's source.

    Attributes:
        event: The event's name.
        error: Why.
    """

    event: Literal["datasource_error"] = "datasource_error"
    error: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.error = d.pop("error", None)


@define(kw_only=True, repr=False, eq=False)
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
