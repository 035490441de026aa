from __future__ import annotations

from typing import Any, Literal

from attrs import define

from ..types import (
    Model,
    required,
)


@define(kw_only=True, repr=False)
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
