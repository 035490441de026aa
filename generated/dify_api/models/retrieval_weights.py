from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define

from ..types import (
    Model,
    as_object,
    called,
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

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.weight_type = d.pop("weight_type", None)
        self.vector_setting = optional(d, "vector_setting", VectorSetting.from_dict)
        self.keyword_setting = optional(d, "keyword_setting", KeywordSetting.from_dict)
        self.additional_properties = d or {}
        return self if cls is RetrievalWeights else called(self)
