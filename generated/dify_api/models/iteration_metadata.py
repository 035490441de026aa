from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    short_repr,
)


@define(kw_only=True)
class IterationMetadata:
    """How long an iteration is.

    Attributes:
        iteration_length: How many rounds it has. (Dify since 1.9.2)
        iterator_length: How many rounds it has, under its older name. (Dify until 1.8.1)
    """

    iteration_length: int | None = None
    iterator_length: int | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "iteration_length": self.iteration_length,
                    "iterator_length": self.iterator_length,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.iteration_length = d.pop("iteration_length", None)
        self.iterator_length = d.pop("iterator_length", None)
        self.additional_properties = d or {}
        return self if cls is IterationMetadata else called(self)
