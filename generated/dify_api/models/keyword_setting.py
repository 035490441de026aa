from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
)


@define(kw_only=True, repr=False)
class KeywordSetting(Model):
    """How keywords count in a hybrid search.

    Attributes:
        keyword_weight: The weight, 0 to 1; both together are 1.
    """

    keyword_weight: float | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.keyword_weight = d.pop("keyword_weight", None)
