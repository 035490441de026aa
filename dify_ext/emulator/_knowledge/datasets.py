"""Knowledge bases."""

from __future__ import annotations

from itertools import islice
from typing import Any

from starlette.responses import Response

from .._answers import empty_answer, json_answer
from .._checks import Field, Wrong, flag, mapping, mappings, one_of, sized, text, whole
from .._errors import Refusal, broken, invalid_param
from .call import KnowledgeCall
from .checks import PERMISSIONS, RETRIEVAL, TECHNIQUES, inner
from .models import default
from .rows import availability, dataset_row
from .state import Dataset, new_id

#: A knowledge base with this in its name has a pipeline.
PIPELINE = "[[pipeline]]"

#: The largest number of rows on a page.
MOST_ROWS = 100

_NAME = sized(1, 40, "Name must be between 1 to 40 characters.")
_SETTINGS = {
    "embedding_model": Field(text, None, nullable=True),
    "embedding_model_provider": Field(text, None, nullable=True),
    "retrieval_model": Field(mapping, None, nullable=True),
    "external_knowledge_api_id": Field(text, None, nullable=True),
    "external_knowledge_id": Field(text, None, nullable=True),
}
_PERMISSION = one_of(*PERMISSIONS, kind="enum")
CREATE = {
    "name": Field(_NAME),
    "description": Field(sized(0, 400), ""),
    "indexing_technique": Field(one_of(*TECHNIQUES), None, nullable=True),
    "permission": Field(_PERMISSION, "only_me", nullable=True),
    "provider": Field(text, "vendor"),
    "summary_index_setting": Field(mapping, None, nullable=True),
    **_SETTINGS,
}
UPDATE = {
    "name": Field(_NAME, None, nullable=True),
    "description": Field(sized(0, 400), None, nullable=True),
    "indexing_technique": Field(one_of(*TECHNIQUES), None, nullable=True),
    "permission": Field(_PERMISSION, None, nullable=True),
    "partial_member_list": Field(mappings, None, nullable=True),
    "external_retrieval_model": Field(mapping, None, nullable=True),
    **_SETTINGS,
}
LIST = {
    "page": Field(whole(-(2**31)), 1),
    "limit": Field(whole(-(2**31)), 20),
    "keyword": Field(text, None),
    "include_all": Field(flag, False),
}


def page_of(rows: Any, page: int, limit: int) -> list[Any]:
    """The rows of a page: at most a hundred, and 20 if the number makes no sense."""
    size = min(limit, MOST_ROWS) if limit > 0 else 20
    begin = (max(page, 1) - 1) * size
    return list(islice(rows, begin, begin + size))


async def create_dataset(call: KnowledgeCall) -> Response:
    """POST /v1/datasets."""
    asked = await call.body("DatasetCreatePayload", CREATE)
    if asked["provider"] == "external" and not call.traits.external:
        raise broken()
    retrieval = inner(call, "DatasetCreatePayload", "retrieval_model", asked["retrieval_model"], RETRIEVAL)
    if any(dataset.name == asked["name"] for dataset in call.knowledge.datasets.values()):
        raise Refusal(
            409,
            "dataset_name_duplicate",
            "The dataset name already exists. Please modify your dataset name.",
        )
    now = call.now
    dataset = Dataset(
        asked["name"],
        asked["description"],
        asked["provider"],
        asked["permission"] or "only_me",
        None,
        None,
        None,
        retrieval,
        now,
        now,
        summary_index_setting=asked["summary_index_setting"],
        external_knowledge_id=asked["external_knowledge_id"],
        external_knowledge_api_id=asked["external_knowledge_api_id"],
        pipeline_id=new_id() if PIPELINE in asked["name"] else None,
    )
    set_technique(dataset, asked)
    call.knowledge.datasets[dataset.id] = dataset
    return json_answer(dataset_row(call, dataset, None))


def set_technique(dataset: Dataset, asked: dict[str, Any]) -> None:
    """The indexing technique and the model."""
    technique = asked.get("indexing_technique") or dataset.indexing_technique
    dataset.indexing_technique = technique
    if technique != "high_quality":
        dataset.embedding_model = dataset.embedding_model_provider = None
    elif asked.get("embedding_model") and asked.get("embedding_model_provider"):
        dataset.embedding_model = asked["embedding_model"]
        dataset.embedding_model_provider = asked["embedding_model_provider"]
    elif dataset.embedding_model is None:
        dataset.embedding_model_provider, dataset.embedding_model = default("text-embedding")


async def list_datasets(call: KnowledgeCall) -> Response:
    """GET /v1/datasets: the newest first."""
    asked = call.check_query("DatasetListQuery", LIST)
    tags = call.request.query_params.getlist("tag_ids")
    if tags and not call.traits.tag_filter:
        # These releases accept one text, though they want a list.
        call.check_query("DatasetListQuery", {"tag_ids": Field(_no_list)})
    word = (asked["keyword"] or "").casefold()
    found = [
        dataset
        for dataset in reversed(call.knowledge.datasets.values())
        if word in dataset.name.casefold() and (not tags or not dataset.tags.isdisjoint(tags))
    ]
    shown = page_of(found, asked["page"], asked["limit"])
    return json_answer(
        {
            "data": [dataset_row(call, dataset, availability(dataset)) for dataset in shown],
            "has_more": len(shown) == asked["limit"],
            "limit": asked["limit"],
            "total": len(found),
            "page": asked["page"],
        }
    )


def _no_list(value: Any) -> Any:
    raise Wrong("list_type", "Input should be a valid list")


async def get_dataset(call: KnowledgeCall) -> Response:
    """GET /v1/datasets/{dataset_id}."""
    dataset = call.dataset()
    row = dataset_row(call, dataset, availability(dataset))
    if dataset.indexing_technique != "high_quality":
        row["retrieval_model_dict"]["search_method"] = "keyword_search"
    if dataset.permission == "partial_members":
        row["partial_member_list"] = dataset.members
    return json_answer(row)


async def update_dataset(call: KnowledgeCall) -> Response:
    """PATCH /v1/datasets/{dataset_id}: fields that are left out stay."""
    dataset = call.dataset()
    asked = await call.body("DatasetUpdatePayload", UPDATE)
    retrieval = inner(call, "DatasetUpdatePayload", "retrieval_model", asked["retrieval_model"], RETRIEVAL)
    others = (other for other in call.knowledge.datasets.values() if other is not dataset)
    if any(other.name == asked["name"] for other in others):
        raise invalid_param("Dataset name already exists")
    for name in ("name", "description", "permission", "external_retrieval_model"):
        if asked[name] is not None:
            setattr(dataset, name, asked[name])
    if retrieval is not None:
        dataset.retrieval_model = retrieval
    set_technique(dataset, asked)
    if dataset.permission != "partial_members":
        dataset.members = []
    elif asked["partial_member_list"]:
        dataset.members = [str(member.get("user_id")) for member in asked["partial_member_list"]]
    dataset.updated_at = call.now
    return json_answer({**dataset_row(call, dataset, None), "partial_member_list": dataset.members})


async def delete_dataset(call: KnowledgeCall) -> Response:
    """DELETE /v1/datasets/{dataset_id}."""
    del call.knowledge.datasets[call.dataset().id]
    return call.gone() if call.traits.deletes != "result" else empty_answer()
