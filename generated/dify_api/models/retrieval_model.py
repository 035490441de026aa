from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from ..types import (
    Model,
    as_list,
    either,
    optional,
    optional_list,
)

if TYPE_CHECKING:
    from .enums import ComparisonOperator, LogicalOperator, RerankingMode, SearchMethod, WeightType


@define(kw_only=True, repr=False, eq=False)
class KeywordSetting(Model):
    """How keywords count in a hybrid search.

    Attributes:
        keyword_weight: The weight, 0 to 1; both together are 1.
    """

    keyword_weight: float | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.keyword_weight = d.pop("keyword_weight", None)


@define(kw_only=True, repr=False, eq=False)
class MetadataCondition(Model):
    """A condition on a metadata field. In a request the server wants `name` and `comparison_operator`.

    Attributes:
        name: The field's name.
        comparison_operator: How its value is compared.
        value: What it is compared with, nothing for `empty` and `not empty`; a list for `in` and
            `not in`.
    """

    name: str | None = None
    comparison_operator: ComparisonOperator | None = None
    value: list[str] | str | float | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.name = d.pop("name", None)
        self.comparison_operator = d.pop("comparison_operator", None)
        self.value = optional(d, "value", either(array=as_list))


@define(kw_only=True, repr=False, eq=False)
class MetadataFilter(Model):
    """Which documents are searched, by their metadata.

    Attributes:
        logical_operator: How several conditions go together. Default: `and`.
        conditions: The conditions.
    """

    logical_operator: LogicalOperator | None = None
    conditions: list[MetadataCondition] | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.logical_operator = d.pop("logical_operator", None)
        self.conditions = optional_list(d, "conditions", MetadataCondition.from_dict)


@define(kw_only=True, repr=False, eq=False)
class RerankingModel(Model):
    """The model that puts segments in order; both names are empty where there is none.

    Attributes:
        reranking_provider_name: The model's provider.
        reranking_model_name: The model's name.
    """

    reranking_provider_name: str | None = None
    reranking_model_name: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.reranking_provider_name = d.pop("reranking_provider_name", None)
        self.reranking_model_name = d.pop("reranking_model_name", None)


@define(kw_only=True, repr=False, eq=False)
class RetrievalModel(Model):
    """How a knowledge base is searched. In a request the server wants `search_method`,
    `reranking_enable`, `top_k` and `score_threshold_enabled`.

    Attributes:
        search_method: How segments are searched. 1.13.2 answers 400 to a method that it does not
            know, 1.8.1 finds nothing.
        reranking_enable: Whether what was found is put in order once more.
        reranking_model: The model that does so, where the mode is `reranking_model`.
        reranking_mode: What puts it in order.
        top_k: How many segments are found at most.
        score_threshold_enabled: Whether `score_threshold` counts.
        score_threshold: The least score of a segment that is found, 0 to 1.
        weights: How much meaning and keywords count, where the mode is `weighted_score`.
        metadata_filtering_conditions: Which documents are searched at all, by their metadata; only
            in a request that searches.
    """

    search_method: SearchMethod | None = None
    reranking_enable: bool | None = None
    reranking_model: RerankingModel | None = None
    reranking_mode: RerankingMode | None = None
    top_k: int | None = None
    score_threshold_enabled: bool | None = None
    score_threshold: float | None = None
    weights: RetrievalWeights | None = None
    metadata_filtering_conditions: MetadataFilter | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.search_method = d.pop("search_method", None)
        self.reranking_enable = d.pop("reranking_enable", None)
        self.reranking_model = optional(d, "reranking_model", RerankingModel.from_dict)
        self.reranking_mode = d.pop("reranking_mode", None)
        self.top_k = d.pop("top_k", None)
        self.score_threshold_enabled = d.pop("score_threshold_enabled", None)
        self.score_threshold = d.pop("score_threshold", None)
        self.weights = optional(d, "weights", RetrievalWeights.from_dict)
        self.metadata_filtering_conditions = optional(
            d, "metadata_filtering_conditions", MetadataFilter.from_dict
        )


@define(kw_only=True, repr=False, eq=False)
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


@define(kw_only=True, repr=False, eq=False)
class VectorSetting(Model):
    """How meaning counts in a hybrid search.

    Attributes:
        vector_weight: The weight, 0 to 1; both together are 1.
        embedding_provider_name: The embedding model's provider.
        embedding_model_name: The embedding model's name.
    """

    vector_weight: float | None = None
    embedding_provider_name: str | None = None
    embedding_model_name: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.vector_weight = d.pop("vector_weight", None)
        self.embedding_provider_name = d.pop("embedding_provider_name", None)
        self.embedding_model_name = d.pop("embedding_model_name", None)
