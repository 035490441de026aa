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
class DatasourceErrorEvent:
    """A source of a knowledge pipeline could not be read. From the server's source.

    Attributes:
        event: The event's name.
        error: Why.
    """

    event: Literal["datasource_error"] = "datasource_error"
    error: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "event": self.event,
            **present(
                {
                    "error": self.error,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.event = required(d, "event")
        self.error = d.pop("error", None)
        self.additional_properties = d or {}
        return self if cls is DatasourceErrorEvent else called(self)
