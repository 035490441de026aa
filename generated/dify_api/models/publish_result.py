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
class PublishResult:
    """A workflow was published.

    Attributes:
        result: Always `success`.
        created_at: When the version was made, in seconds since 1970.
    """

    result: str | None = None
    created_at: int | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The JSON object, with fields that this version does not know, without absent ones."""
        return {
            **self.additional_properties,
            **present(
                {
                    "result": self.result,
                    "created_at": self.created_at,
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
        self.result = d.pop("result", None)
        self.created_at = d.pop("created_at", None)
        self.additional_properties = d
        return self
