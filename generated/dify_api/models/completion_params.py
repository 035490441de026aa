from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_list,
    as_object,
    called,
    optional,
    present,
    short_repr,
)


@define(kw_only=True)
class CompletionParams:
    """What a model is asked with; every model has names of its own besides these.

    Attributes:
        stop: Texts at which the model stops.
        temperature: How freely the model words its answer, 0 to 1 or 2.
    """

    stop: list[str] | None = None
    temperature: float | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "stop": self.stop,
                    "temperature": self.temperature,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.stop = optional(d, "stop", as_list)
        self.temperature = d.pop("temperature", None)
        self.additional_properties = d or {}
        return self if cls is CompletionParams else called(self)
