from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_list,
    as_object,
    called,
    present,
    required,
    short_repr,
)


@define(kw_only=True)
class SuggestedQuestions:
    """Questions that might be asked next.

    Attributes:
        data: The questions, in the order in which to offer them.
        result: Always `success`.
    """

    data: list[str]
    result: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "data": self.data,
            **present(
                {
                    "result": self.result,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.data = required(d, "data", as_list)
        self.result = d.pop("result", None)
        self.additional_properties = d or {}
        return self if cls is SuggestedQuestions else called(self)
