from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from ..types import (
    Model,
    optional,
)
from .metadata_filter import MetadataFilter
from .reranking_model import RerankingModel
from .retrieval_weights import RetrievalWeights

if TYPE_CHECKING:
    from .enums import RerankingMode, SearchMethod


@define(kw_only=True, repr=False)
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
