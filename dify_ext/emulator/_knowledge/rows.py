"""Knowledge bases, documents and segments in answers."""

from __future__ import annotations

from typing import Any

from .._answers import taken
from .._call import BaseCall
from .._dialects import Traits
from .call import KnowledgeCall
from .indexing import DONE, FAILURE, STAGES
from .models import is_known
from .state import DEFAULT_RETRIEVAL, ChildChunk, Dataset, Document, MetadataField, Segment

AUTHOR = "Admin"
#: The metadata of every document, with the types.
BUILT_IN = {
    "document_name": "string",
    "uploader": "string",
    "upload_date": "time",
    "last_update_date": "time",
    "source": "string",
}
_RULES_OF_ALL: dict[str, Any] = {
    "pre_processing_rules": [
        {"id": "remove_extra_spaces", "enabled": True},
        {"id": "remove_urls_emails", "enabled": False},
    ],
    "segmentation": {"delimiter": "\n", "max_tokens": 1024, "chunk_overlap": 50},
}


def without(row: dict[str, Any], *names: str) -> dict[str, Any]:
    """A row without some of its fields."""
    return {name: value for name, value in row.items() if name not in names}


def dataset_row(call: KnowledgeCall, dataset: Dataset, available: bool | None) -> dict[str, Any]:
    """A knowledge base.

    `available` tells about its embedding model, if the answer has that field.
    """
    now, account = call.now, call.state.account_id
    documents = list(dataset.documents.values())
    pipeline = dataset.pipeline_id is not None
    total_available = sum(document.display_status(now) == "available" for document in documents)
    row: dict[str, Any] = {
        **taken(dataset, "id name description provider permission indexing_technique created_at updated_at"),
        **taken(dataset, "embedding_model embedding_model_provider doc_form pipeline_id"),
        "data_source_type": "upload_file" if dataset.last_position else None,
        "app_count": 0,
        "document_count": len(documents),
        "word_count": sum(document.word_count(now) or 0 for document in documents),
        **dict.fromkeys(("created_by", "updated_by", "maintainer"), account),
        "author_name": AUTHOR,
        "embedding_available": available,
        "retrieval_model_dict": retrieval_of(dataset),
        "summary_index_setting": summary_of(dataset),
        "tags": [
            {"id": tag.id, "name": tag.name, "type": "knowledge"}
            for tag in call.knowledge.tags.values()
            if tag.id in dataset.tags
        ],
        "external_knowledge_info": {
            **taken(dataset, "external_knowledge_id external_knowledge_api_id"),
            "external_knowledge_api_name": None,
            "external_knowledge_api_endpoint": None,
        },
        "external_retrieval_model": external_of(dataset),
        "doc_metadata": fields_of(dataset),
        "built_in_field_enabled": dataset.built_in_fields,
        "runtime_mode": "rag_pipeline" if pipeline else "general",
        "chunk_structure": "text_model" if pipeline else None,
        "icon_info": dict.fromkeys(("icon_type", "icon", "icon_background", "icon_url")),
        "is_published": pipeline,
        "total_documents": len(documents),
        "total_available_documents": total_available,
        "enable_api": True,
        "is_multimodal": False,
    }
    return call.traits.known("dataset", row)


def availability(dataset: Dataset) -> bool:
    """Whether the embedding model of a knowledge base exists."""
    if dataset.indexing_technique != "high_quality":
        return True
    return is_known("text-embedding", dataset.embedding_model_provider, dataset.embedding_model)


def retrieval_of(dataset: Dataset) -> dict[str, Any]:
    """The search settings of requests that give none."""
    given = dataset.retrieval_model or {}
    return {name: given.get(name, value) for name, value in DEFAULT_RETRIEVAL.items()}


def external_of(dataset: Dataset) -> dict[str, Any]:
    """The search settings of an external knowledge base, or the default ones."""
    given = dataset.external_retrieval_model or dataset.retrieval_model
    if given is None:
        return {"top_k": 2, "score_threshold": 0.0, "score_threshold_enabled": None}
    return {name: given.get(name) for name in ("top_k", "score_threshold", "score_threshold_enabled")}


def summary_of(dataset: Dataset) -> dict[str, Any]:
    """The setting of summaries."""
    given = dataset.summary_index_setting or {}
    return {
        name: given.get(name) for name in ("enable", "model_name", "model_provider_name", "summary_prompt")
    }


def fields_of(dataset: Dataset) -> list[dict[str, Any]]:
    """The metadata fields of a knowledge base, with the built-in ones if they are enabled."""
    rows = [taken(item, "id name type") for item in dataset.fields.values()]
    if dataset.built_in_fields:
        rows += [{"id": "built-in", "name": name, "type": type} for name, type in BUILT_IN.items()]
    return rows


def field_row(item: MetadataField | None) -> dict[str, Any]:
    """A metadata field; an unknown one has only nulls."""
    if item is None:
        return {"id": None, "type": None, "name": None}
    return taken(item, "id type name")


def built_in_values(document: Document) -> dict[str, Any]:
    """The values of the built-in fields."""
    return {
        "document_name": document.name,
        "uploader": AUTHOR,
        "upload_date": document.created_at,
        "last_update_date": document.updated_at,
        "source": "file_upload",
    }


def metadata_of(dataset: Dataset, document: Document) -> list[dict[str, Any]] | None:
    """The metadata of a document. If there is any, the built-in values are there, too."""
    if not document.metadata:
        return None
    rows: list[dict[str, Any]] = [
        {**taken(item, "id name type"), "value": document.metadata.get(item.name)}
        for item in dataset.fields.values()
        if item.id in document.bindings
    ]
    for name, value in built_in_values(document).items():
        rows.append({"id": "built-in", "name": name, "type": BUILT_IN[name], "value": str(value)})
    return rows


def file_row(call: BaseCall, document: Document) -> dict[str, Any]:
    """The file of a document."""
    stored, source = document.source.stored, document.source
    row = {**taken(stored, "id name mime_type"), **taken(source, "size extension")}
    return {**row, "created_by": call.state.account_id, "created_at": round(stored.created_at, 6)}


def shown(call: KnowledgeCall, document: Document, now: float) -> dict[str, Any]:
    """The fields of a document that every answer has."""
    return {
        **taken(document, "id position name created_from enabled disabled_at disabled_by archived doc_form"),
        "data_source_type": "upload_file",
        "dataset_process_rule_id": document.rule.id,
        "created_by": call.state.account_id,
        "tokens": document.tokens(now),
        "indexing_status": document.status(now),
        "error": error_of(document, now),
        "display_status": document.display_status(now),
        "hit_count": 0,
        "summary_index_status": None,
        "need_summary": False,
    }


def document_row(call: KnowledgeCall, dataset: Dataset, document: Document, now: float) -> dict[str, Any]:
    """A document in lists, and in the answers that create one."""
    metadata = metadata_of(dataset, document)
    empty: list[Any] | None = [] if call.traits.empty_metadata == "list" else None
    row = {
        **shown(call, document, now),
        "data_source_info": {"upload_file_id": document.source.stored.id},
        "data_source_detail_dict": {"upload_file": file_row(call, document)},
        "created_at": int(document.created_at),
        "word_count": document.word_count(now),
        # Here every value is a text.
        "doc_metadata": [{**item, "value": as_text(item["value"])} for item in metadata or ()] or empty,
    }
    return call.traits.known("document", row)


def as_text(value: Any) -> str | None:
    """A value as a text."""
    return None if value is None else str(value)


def error_of(document: Document, now: float) -> str | None:
    """The reason of a failed indexing."""
    return FAILURE if document.status(now) == "error" else None


def document_details(call: KnowledgeCall, dataset: Dataset, document: Document) -> dict[str, Any]:
    """A document alone."""
    now = call.now
    rule, ready = document.rule, document.status(now) == "completed"
    latest = dataset.latest_rule
    segments = len(document.known_segments(now))
    row = {
        **shown(call, document, now),
        "data_source_info": {"upload_file": file_row(call, document)},
        "dataset_process_rule": {
            "mode": latest.mode if latest else "custom",
            "rules": latest.rules if latest else _RULES_OF_ALL,
        },
        "document_process_rule": {**taken(rule, "id mode rules"), "dataset_id": dataset.id},
        "created_at": document.created_at if call.traits.float_times else int(document.created_at),
        **taken(document, "updated_at doc_language"),
        "completed_at": int(document.indexing.ended_at) if ready else None,
        "indexing_latency": document.indexing.seconds if ready else None,
        "doc_type": None,
        "doc_metadata": metadata_of(dataset, document),
        "segment_count": segments,
        "average_segment_length": (document.word_count(now) or 0) // segments if segments else 0,
    }
    return call.traits.known("document", row)


def status_row(traits: Traits, document: Document, now: float) -> dict[str, Any]:
    """The progress of a document."""
    status, indexing = document.status(now), document.indexing
    begun, done = int(indexing.begun_at), DONE.get(status, 0)
    times = [begun, begun, begun, int(indexing.ended_at)]
    completed, total = indexing.part_of(len(document.segments), now)
    row = {
        "id": document.id,
        "indexing_status": status,
        "processing_started_at": None if status == "waiting" else begun,
        **{stage: times[index] if index < done else None for index, stage in enumerate(STAGES)},
        "paused_at": None,
        "error": error_of(document, now),
        "error_code": None,
        "estimated_vector_space_mb": None,
        "vector_space_limit_mb": None,
        "stopped_at": int(indexing.ended_at) if status == "error" else None,
        "completed_segments": completed,
        "total_segments": total,
    }
    return traits.known("document status", row)


def segment_row(call: KnowledgeCall, document: Document, segment: Segment) -> dict[str, Any]:
    """A segment in the answers of its own operations."""
    row = {
        **segment_begin(call, document, segment),
        **taken(segment, "created_at updated_at updated_by"),
        "child_chunks": [child_row(segment, child) for child in segment.children.values()],
        "attachments": [],
        "summary": None,
    }
    return call.traits.known("segment", row)


def segment_begin(call: KnowledgeCall, document: Document, segment: Segment) -> dict[str, Any]:
    """The fields of a segment that every answer has."""
    return {
        **taken(segment, "id position content answer word_count tokens keywords index_node_id"),
        **taken(segment, "enabled disabled_at disabled_by completed_at"),
        "document_id": document.id,
        "sign_content": segment.content,
        "index_node_hash": segment.hash,
        "hit_count": 0,
        "status": "completed",
        "created_by": call.state.account_id,
        "indexing_at": int(segment.begun_at),
        "error": None,
        "stopped_at": None,
    }


def child_row(segment: Segment, child: ChildChunk) -> dict[str, Any]:
    """A child chunk."""
    row = taken(child, "id content position type created_at updated_at")
    return {**row, "segment_id": segment.id, "word_count": len(child.content)}
