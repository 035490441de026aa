from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define

from ..types import (
    Model,
    as_object,
    called,
)


@define(kw_only=True, repr=False)
class KeywordSetting(Model):
    """How keywords count in a hybrid search.

    Attributes:
        keyword_weight: The weight, 0 to 1; both together are 1.
    """

    keyword_weight: float | None = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.keyword_weight = d.pop("keyword_weight", None)
        self.additional_properties = d or {}
        return self if cls is KeywordSetting else called(self)
