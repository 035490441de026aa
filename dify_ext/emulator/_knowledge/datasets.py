"""Knowledge bases, their metadata fields, and the models that they can use."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from .._answers import empty_answer
from .._checks import Wrong
from .._data import load
from .._errors import Refusal, broken, invalid_param
from .._resources import Resource, full_page_of
from .._spec import row
from .call import KnowledgeCall
from .rows import BUILT_IN, availability, built_in_values, dataset_row, field_row
from .state import Dataset, Document, MetadataField, new_id

#: A knowledge base with this in its name has a pipeline.
PIPELINE = "[[pipeline]]"
_LONGEST_NAME = 255
_KEPT = ("name", "description", "permission", "external_retrieval_model", "retrieval_model")


async def create_dataset(call: KnowledgeCall) -> Any:
    """Two of the same name cannot be."""
    asked = await call.body()
    if asked["provider"] == "external" and not call.traits.external:
        raise broken()
    if any(dataset.name == asked["name"] for dataset in call.datasets.values()):
        message = "The dataset name already exists. Please modify your dataset name."
        raise Refusal(409, "dataset_name_duplicate", message)
    dataset = Dataset(
        asked["name"],
        asked["description"],
        asked["provider"],
        asked["permission"] or "only_me",
        retrieval_model=asked["retrieval_model"],
        created_at=call.now,
        updated_at=call.now,
        summary_index_setting=asked["summary_index_setting"],
        external_knowledge_id=asked["external_knowledge_id"],
        external_knowledge_api_id=asked["external_knowledge_api_id"],
        pipeline_id=new_id() if PIPELINE in asked["name"] else None,
    )
    set_technique(dataset, asked)
    call.datasets[dataset.id] = dataset
    return dataset_row(call, dataset, None)


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
        models = load("apps/models")
        dataset.embedding_model_provider = models["provider"]
        dataset.embedding_model = models["types"]["text-embedding"]["model"]


async def list_datasets(call: KnowledgeCall) -> Any:
    """The newest first."""
    asked = call.query()
    tags = call.request.query_params.getlist("tag_ids")
    if tags and not call.traits.tag_filter:
        # These releases accept one text, though they want a list.
        wrong = Wrong("list_type", "Input should be a valid list")
        raise call.wrong("tag_ids", wrong, tags[-1])
    word = (asked["keyword"] or "").casefold()
    found = [
        dataset
        for dataset in reversed(call.datasets.values())
        if word in dataset.name.casefold() and (not tags or not dataset.tags.isdisjoint(tags))
    ]
    return full_page_of(
        found, len(found), asked, lambda dataset: dataset_row(call, dataset, availability(dataset))
    )


async def get_dataset(call: KnowledgeCall) -> Any:
    """With the members who may use it."""
    dataset = call.dataset()
    shown = dataset_row(call, dataset, availability(dataset))
    if dataset.indexing_technique != "high_quality":
        shown["retrieval_model_dict"]["search_method"] = "keyword_search"
    if dataset.permission == "partial_members":
        shown["partial_member_list"] = dataset.members
    return shown


async def update_dataset(call: KnowledgeCall) -> Any:
    """Fields that are left out stay."""
    dataset, asked = call.dataset(), await call.body()
    others = (other for other in call.datasets.values() if other is not dataset)
    if any(other.name == asked["name"] for other in others):
        raise invalid_param("Dataset name already exists")
    for name in _KEPT:
        if asked[name] is not None:
            setattr(dataset, name, asked[name])
    set_technique(dataset, asked)
    if dataset.permission != "partial_members":
        dataset.members = []
    elif asked["partial_member_list"]:
        dataset.members = [str(member.get("user_id")) for member in asked["partial_member_list"]]
    dataset.updated_at = call.now
    return {**dataset_row(call, dataset, None), "partial_member_list": dataset.members}


async def delete_dataset(call: KnowledgeCall) -> Response:
    """All its documents go with it."""
    del call.datasets[call.dataset().id]
    return call.gone() if call.traits.deletes != "result" else empty_answer()


async def list_models(call: KnowledgeCall) -> Any:
    """One model of each type."""
    models, kind = load("apps/models"), call.path("model_type")
    if kind not in models["types"]:
        raise invalid_param(f"invalid origin model type {kind}")
    known = {**models["types"][kind], "model_type": kind, **models["all"]}
    provider = row(
        "ModelProvider",
        tenant_id=call.state.tenant_id,
        provider=models["provider"],
        label={"zh_Hans": "Emulator", "en_US": "Emulator"},
        status="active",
        models=[row("ProviderModel", **known)],
    )
    return {"data": [provider]}


def _must_be_free(dataset: Dataset, name: str) -> None:
    """400 if a metadata field cannot have this name."""
    if len(name) > _LONGEST_NAME:
        raise invalid_param(f"Metadata name cannot exceed {_LONGEST_NAME} characters.")
    if any(item.name == name for item in dataset.fields.values()):
        raise invalid_param("Metadata name already exists.")
    if name in BUILT_IN:
        raise invalid_param("Metadata name already exists in Built-in fields.")


def _make_field(call: KnowledgeCall, dataset: Dataset, asked: dict[str, Any]) -> MetadataField:
    _must_be_free(dataset, asked["name"])
    return MetadataField(asked["name"], asked["type"])


METADATA = Resource("metadata_id", lambda call, item: field_row(item), make=_make_field, body_first=True)


async def list_metadata_fields(call: KnowledgeCall) -> Any:
    """With the number of documents that have a value."""
    dataset = call.dataset()
    rows = []
    for item in dataset.fields.values():
        count = sum(item.id in document.bindings for document in dataset.documents.values())
        rows.append({**field_row(item), "count": count})
    return {"doc_metadata": rows, "built_in_field_enabled": dataset.built_in_fields}


async def update_metadata_field(call: KnowledgeCall) -> Any:
    """An unknown field is answered with nulls, or 400."""
    asked, dataset = await call.body(), call.dataset()
    _must_be_free(dataset, asked["name"])
    item = dataset.fields.get(call.path("metadata_id"))
    if item is None and call.traits.unknown_field == "400":
        text = "Input should be a valid dictionary or object to extract fields from"
        raise call.wrong("", Wrong("model_attributes_type", text), None, "DatasetMetadataResponse")
    if item is not None:
        for document in _with(dataset, item):
            document.metadata[asked["name"]] = document.metadata.pop(item.name, None)
        item.name = asked["name"]
    return field_row(item)


async def delete_metadata_field(call: KnowledgeCall) -> Response:
    """An unknown one succeeds, too."""
    dataset = call.dataset()
    item = dataset.fields.pop(call.path("metadata_id"), None)
    if item is not None:
        for document in _with(dataset, item):
            document.bindings.discard(item.id)
            document.metadata.pop(item.name, None)
    return call.gone()


def _with(dataset: Dataset, item: MetadataField) -> list[Document]:
    """The documents that have a value for this field."""
    return [document for document in dataset.documents.values() if item.id in document.bindings]


async def list_built_in_metadata_fields(call: KnowledgeCall) -> Any:
    """The same for all knowledge bases."""
    return {"fields": [{"name": name, "type": type} for name, type in BUILT_IN.items()]}


async def switch_built_in_metadata_fields(call: KnowledgeCall) -> Response:
    """An unknown action does nothing."""
    dataset, action = call.dataset(), call.path("action")
    if action in ("enable", "disable") and dataset.built_in_fields != (action == "enable"):
        dataset.built_in_fields = action == "enable"
        for document in dataset.documents.values():
            if document.display_status(call.now) != "available":
                continue  # ignored, like unknown ones
            if dataset.built_in_fields:
                document.metadata.update(built_in_values(document))
            else:
                for name in BUILT_IN:
                    document.metadata.pop(name, None)
    return call.done()


async def update_documents_metadata(call: KnowledgeCall) -> Response:
    """The values replace those of a document, or complete them. Before 1.13 they replace them, and
    an unknown document is ignored.
    """
    dataset, asked = call.dataset(), await call.body()
    for write in asked["operation_data"]:
        document, values = dataset.documents.get(write["document_id"]), write["metadata_list"]
        if document is None:
            if call.traits.checked_documents:
                raise invalid_param("Document not found.")
            continue
        if not (write["partial_update"] and call.traits.checked_documents):
            document.metadata, document.bindings = {}, set()
        document.metadata.update({value["name"]: value["value"] for value in values})
        document.bindings |= {value["id"] for value in values}
        document.updated_at = call.now
        if dataset.built_in_fields:
            document.metadata.update(built_in_values(document))
    return call.done()
