from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    present,
    short_repr,
)


@define(kw_only=True)
class RetrievalQuery:
    """What was looked for.

    Attributes:
        content: The text, in `text`.
    """

    content: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The JSON object, with fields that this version does not know, without absent ones."""
        return {
            **self.additional_properties,
            **present(
                {
                    "content": self.content,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object.

        Raises:
            WrongShape: The object has not the shape that the API promises.
        """
        d = as_object(src_dict)
        self = cls.__new__(cls)  # a call of the class with all fields would take twice the time
        self.content = d.pop("content", None)
        self.additional_properties = d
        return self
