"""Arguments that a caller leaves out, from the knowledge base. Pure."""

from __future__ import annotations

from typing import Any, Final

from dify_api.models import Dataset
from dify_api.types import present

from dify_ext._core.release import release_of

DEFAULT_INDEXING: Final[dict[str, Any]] = {
    "indexing_technique": "high_quality",
    "process_rule": {"mode": "automatic"},
}
"""The options of the first document of a knowledge base, if neither caller nor base has any."""

# The fields that a server needs in each retrieval model.
_RETRIEVAL: Final = {
    "search_method": "semantic_search",
    "reranking_enable": False,
    "top_k": 4,
    "score_threshold_enabled": False,
}
_TAKES_NO_RULE: Final = (1, 10)  # older releases answer 500 if there is no process_rule


def fitting_retrieval(base: Dataset) -> dict[str, Any] | None:
    """The complete retrieval model for a knowledge base: its own, by keywords for an economy base.

    Servers would search that one semantically, and find nothing. None for an external base, and for
    one without documents.
    """
    if base.provider == "external" or base.indexing_technique is None:
        return None
    own = base.retrieval_model_dict.to_dict() if base.retrieval_model_dict else {}
    by_keyword = {"search_method": "keyword_search"} if base.indexing_technique == "economy" else {}
    return {**_RETRIEVAL, **present(own), **by_keyword}


def fitting_indexing(base: Dataset, x_version: str | None) -> dict[str, Any]:
    """The options of a new document that servers of this release refuse to go without."""
    if base.indexing_technique is None:
        return DEFAULT_INDEXING
    release, own = release_of(x_version), {"indexing_technique": base.indexing_technique}
    # A rule replaces that of the base, so it is sent only if it is needed.
    return {**DEFAULT_INDEXING, **own} if release and release < _TAKES_NO_RULE else own
