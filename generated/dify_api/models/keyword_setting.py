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
class KeywordSetting:
    """How keywords count in a hybrid search.

    Attributes:
        keyword_weight: The weight, 0 to 1; both together are 1.
    """

    keyword_weight: float | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "keyword_weight": self.keyword_weight,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.keyword_weight = d.pop("keyword_weight", None)
        self.additional_properties = d or {}
        return self if cls is KeywordSetting else called(self)
