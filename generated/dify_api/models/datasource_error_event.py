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
class DatasourceErrorEvent(Model):
    """A source of a knowledge pipeline could not be read. From the server's source.

    Attributes:
        event: The event's name.
        error: Why.
    """

    event: Literal["datasource_error"] = "datasource_error"
    error: str | None = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.event = required(d, "event")
        self.error = d.pop("error", None)
        self.additional_properties = d or {}
        return self if cls is DatasourceErrorEvent else called(self)
