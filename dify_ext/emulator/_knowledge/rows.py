"""Knowledge bases, documents and segments in answers."""

from __future__ import annotations

from typing import Any

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


def seconds(moment: float | None) -> int | None:
    """A time in the form of most answers."""
    return None if moment is None else int(moment)


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
    row: dict[str, Any] = {
        "id": dataset.id,
        "name": dataset.name,
        "description": dataset.description,
        "provider": dataset.provider,
        "permission": dataset.permission,
        "data_source_type": "upload_file" if dataset.last_position else None,
        "indexing_technique": dataset.indexing_technique,
        "app_count": 0,
        "document_count": len(documents),
        "word_count": sum(document.word_count(now) or 0 for document in documents),
        "created_by": account,
        "author_name": AUTHOR,
        "created_at": int(dataset.created_at),
        "updated_by": account,
        "updated_at": int(dataset.updated_at),
        "embedding_model": dataset.embedding_model,
        "embedding_model_provider": dataset.embedding_model_provider,
        "embedding_available": available,
        "retrieval_model_dict": retrieval_of(dataset),
        "summary_index_setting": summary_of(dataset),
        "tags": [
            {"id": tag.id, "name": tag.name, "type": "knowledge"}
            for tag in call.knowledge.tags.values()
            if tag.id in dataset.tags
        ],
        "doc_form": dataset.doc_form,
        "external_knowledge_info": {
            "external_knowledge_id": dataset.external_knowledge_id,
            "external_knowledge_api_id": dataset.external_knowledge_api_id,
            "external_knowledge_api_name": None,
            "external_knowledge_api_endpoint": None,
        },
        "external_retrieval_model": external_of(dataset),
        "doc_metadata": fields_of(dataset),
        "built_in_field_enabled": dataset.built_in_fields,
        "pipeline_id": dataset.pipeline_id,
        "runtime_mode": "rag_pipeline" if pipeline else "general",
        "chunk_structure": "text_model" if pipeline else None,
        "icon_info": {"icon_type": None, "icon": None, "icon_background": None, "icon_url": None},
        "is_published": pipeline,
        "total_documents": len(documents),
        "total_available_documents": sum(
            document.display_status(now) == "available" for document in documents
        ),
        "enable_api": True,
        "is_multimodal": False,
        "maintainer": account,
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
    rows = [{"id": item.id, "name": item.name, "type": item.type} for item in dataset.fields.values()]
    if dataset.built_in_fields:
        rows += [{"id": "built-in", "name": name, "type": type} for name, type in BUILT_IN.items()]
    return rows


def field_row(item: MetadataField | None) -> dict[str, Any]:
    """A metadata field; an unknown one has only nulls."""
    if item is None:
        return {"id": None, "type": None, "name": None}
    return {"id": item.id, "type": item.type, "name": item.name}


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
        {"id": item.id, "name": item.name, "type": item.type, "value": document.metadata.get(item.name)}
        for item in dataset.fields.values()
        if item.id in document.bindings
    ]
    for name, value in built_in_values(document).items():
        rows.append({"id": "built-in", "name": name, "type": BUILT_IN[name], "value": str(value)})
    return rows


def file_row(call: KnowledgeCall, document: Document) -> dict[str, Any]:
    """The file of a document."""
    stored = document.source.stored
    return {
        "id": stored.id,
        "name": stored.name,
        "size": document.source.size,
        "extension": document.source.extension,
        "mime_type": stored.mime_type,
        "created_by": call.state.account_id,
        "created_at": round(stored.created_at, 6),
    }


def document_row(call: KnowledgeCall, dataset: Dataset, document: Document, now: float) -> dict[str, Any]:
    """A document in lists, and in the answers that create one."""
    metadata = metadata_of(dataset, document)
    empty: list[Any] | None = [] if call.traits.empty_metadata == "list" else None
    row: dict[str, Any] = {
        "id": document.id,
        "position": document.position,
        "data_source_type": "upload_file",
        "data_source_info": {"upload_file_id": document.source.stored.id},
        "data_source_detail_dict": {"upload_file": file_row(call, document)},
        "dataset_process_rule_id": document.rule.id,
        "name": document.name,
        "created_from": document.created_from,
        "created_by": call.state.account_id,
        "created_at": int(document.created_at),
        "tokens": document.tokens(now),
        "indexing_status": document.status(now),
        "error": error_of(document, now),
        "enabled": document.enabled,
        "disabled_at": seconds(document.disabled_at),
        "disabled_by": document.disabled_by,
        "archived": document.archived,
        "display_status": document.display_status(now),
        "word_count": document.word_count(now),
        "hit_count": 0,
        "doc_form": document.doc_form,
        # Here every value is a text.
        "doc_metadata": [{**item, "value": as_text(item["value"])} for item in metadata or ()] or empty,
        "summary_index_status": None,
        "need_summary": False,
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
    row: dict[str, Any] = {
        "id": document.id,
        "position": document.position,
        "data_source_type": "upload_file",
        "data_source_info": {"upload_file": file_row(call, document)},
        "dataset_process_rule_id": rule.id,
        "dataset_process_rule": {
            "mode": latest.mode if latest else "custom",
            "rules": latest.rules if latest else _RULES_OF_ALL,
        },
        "document_process_rule": {
            "id": rule.id,
            "dataset_id": dataset.id,
            "mode": rule.mode,
            "rules": rule.rules,
        },
        "name": document.name,
        "created_from": document.created_from,
        "created_by": call.state.account_id,
        "created_at": document.created_at if call.traits.float_times else int(document.created_at),
        "tokens": document.tokens(now),
        "indexing_status": document.status(now),
        "completed_at": int(document.indexing.ended_at) if ready else None,
        "updated_at": int(document.updated_at),
        "indexing_latency": document.indexing.seconds if ready else None,
        "error": error_of(document, now),
        "enabled": document.enabled,
        "disabled_at": seconds(document.disabled_at),
        "disabled_by": document.disabled_by,
        "archived": document.archived,
        "doc_type": None,
        "doc_metadata": metadata_of(dataset, document),
        "segment_count": segments,
        "average_segment_length": (document.word_count(now) or 0) // segments if segments else 0,
        "hit_count": 0,
        "display_status": document.display_status(now),
        "doc_form": document.doc_form,
        "doc_language": document.doc_language,
        "summary_index_status": None,
        "need_summary": False,
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
        **segment_begin(document, segment),
        "created_by": call.state.account_id,
        "created_at": int(segment.created_at),
        "updated_at": int(segment.updated_at),
        "updated_by": segment.updated_by,
        "indexing_at": int(segment.begun_at),
        "completed_at": int(segment.completed_at),
        "error": None,
        "stopped_at": None,
        "child_chunks": [child_row(segment, child) for child in segment.children.values()],
        "attachments": [],
        "summary": None,
    }
    return call.traits.known("segment", row)


def segment_begin(document: Document, segment: Segment) -> dict[str, Any]:
    """The first fields of a segment in every answer."""
    return {
        "id": segment.id,
        "position": segment.position,
        "document_id": document.id,
        "content": segment.content,
        "sign_content": segment.content,
        "answer": segment.answer,
        "word_count": segment.word_count,
        "tokens": segment.tokens,
        "keywords": segment.keywords,
        "index_node_id": segment.index_node_id,
        "index_node_hash": segment.hash,
        "hit_count": 0,
        "enabled": segment.enabled,
        "disabled_at": seconds(segment.disabled_at),
        "disabled_by": segment.disabled_by,
        "status": "completed",
    }


def child_row(segment: Segment, child: ChildChunk) -> dict[str, Any]:
    """A child chunk."""
    return {
        "id": child.id,
        "segment_id": segment.id,
        "content": child.content,
        "position": child.position,
        "word_count": len(child.content),
        "type": child.type,
        "created_at": int(child.created_at),
        "updated_at": int(child.updated_at),
    }
