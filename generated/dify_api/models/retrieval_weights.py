from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from ..types import (
    Model,
    optional,
)
from .keyword_setting import KeywordSetting
from .vector_setting import VectorSetting

if TYPE_CHECKING:
    from .enums import WeightType


@define(kw_only=True, repr=False)
class RetrievalWeights(Model):
    """How much meaning and keywords count in a hybrid search.

    Attributes:
        weight_type: Which of the two counts more.
        vector_setting: How meaning counts.
        keyword_setting: How keywords count.
    """

    weight_type: WeightType | None = None
    vector_setting: VectorSetting | None = None
    keyword_setting: KeywordSetting | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.weight_type = d.pop("weight_type", None)
        self.vector_setting = optional(d, "vector_setting", VectorSetting.from_dict)
        self.keyword_setting = optional(d, "keyword_setting", KeywordSetting.from_dict)
