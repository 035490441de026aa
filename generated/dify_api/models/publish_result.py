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
        """The model as a JSON object."""
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
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.result = d.pop("result", None)
        self.created_at = d.pop("created_at", None)
        self.additional_properties = d or {}
        return self if cls is PublishResult else called(self)
