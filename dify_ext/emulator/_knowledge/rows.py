"""Knowledge bases, documents and segments in answers."""

from __future__ import annotations

from typing import Any

from .._call import Call
from .._data import load
from .._spec import row
from .call import KnowledgeCall
from .indexing import DONE, FAILURE, STAGES
from .state import DEFAULT_RETRIEVAL, RULES, ChildChunk, Dataset, Document, MetadataField, Segment

AUTHOR = "Admin"
#: The metadata of every document, with the types.
BUILT_IN = {
    "document_name": "string",
    "uploader": "string",
    "upload_date": "time",
    "last_update_date": "time",
    "source": "string",
}
#: What a document in a list does not have, and one alone.
_ONLY_ALONE = (
    *("dataset_process_rule", "document_process_rule", "doc_language", "doc_type", "completed_at"),
    *("updated_at", "indexing_latency", "segment_count", "average_segment_length"),
)
_ONLY_IN_LISTS = ("data_source_detail_dict", "word_count")


def without(row: dict[str, Any], *names: str) -> dict[str, Any]:
    """A row without some of its fields."""
    return {name: value for name, value in row.items() if name not in names}


def dataset_row(call: KnowledgeCall, dataset: Dataset, available: bool | None) -> dict[str, Any]:
    """A knowledge base. `available` tells about its embedding model, if the answer has that."""
    now, account = call.now, call.state.account_id
    documents, tags = list(dataset.documents.values()), call.knowledge.tags.values()
    pipeline = dataset.pipeline_id is not None
    external = dataset.external_retrieval_model or dataset.retrieval_model
    shown = row(
        "Dataset",
        dataset,
        data_source_type="upload_file" if dataset.last_position else None,
        app_count=0,
        word_count=sum(document.word_count(now) or 0 for document in documents),
        **dict.fromkeys(("created_by", "updated_by", "maintainer"), account),
        **dict.fromkeys(("document_count", "total_documents"), len(documents)),
        total_available_documents=sum(one.display_status(now) == "available" for one in documents),
        author_name=AUTHOR,
        embedding_available=available,
        retrieval_model_dict=retrieval_of(dataset),
        summary_index_setting=row("SummaryIndexSetting", **(dataset.summary_index_setting or {})),
        tags=[
            {"id": tag.id, "name": tag.name, "type": "knowledge"} for tag in tags if tag.id in dataset.tags
        ],
        external_knowledge_info=row("ExternalKnowledgeInfo", dataset),
        external_retrieval_model=row(
            "ExternalRetrievalModel", **(external or {"top_k": 2, "score_threshold": 0.0})
        ),
        doc_metadata=fields_of(dataset),
        built_in_field_enabled=dataset.built_in_fields,
        runtime_mode="rag_pipeline" if pipeline else "general",
        chunk_structure="text_model" if pipeline else None,
        icon_info=row("DatasetIcon"),
        is_published=pipeline,
        enable_api=True,
        is_multimodal=False,
    )
    return without(shown, "partial_member_list")


def availability(dataset: Dataset) -> bool:
    """Whether the embedding model of a knowledge base exists."""
    models = load("apps/models")
    known = (models["provider"], models["types"]["text-embedding"]["model"])
    used = (dataset.embedding_model_provider, dataset.embedding_model)
    return dataset.indexing_technique != "high_quality" or used == known


def retrieval_of(dataset: Dataset) -> dict[str, Any]:
    """The search settings of requests that give none."""
    given = dataset.retrieval_model or {}
    return {name: given.get(name, value) for name, value in DEFAULT_RETRIEVAL.items()}


def fields_of(dataset: Dataset) -> list[dict[str, Any]]:
    """The metadata fields of a knowledge base, with the built-in ones if they are enabled."""
    rows = [field_row(item) for item in dataset.fields.values()]
    if dataset.built_in_fields:
        rows += [{"id": "built-in", "name": name, "type": type} for name, type in BUILT_IN.items()]
    return rows


def field_row(item: MetadataField | None) -> dict[str, Any]:
    """A metadata field; an unknown one has only nulls."""
    return without(row("MetadataField", item), "count")


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
    rows = [
        {**field_row(item), "value": document.metadata.get(item.name)}
        for item in dataset.fields.values()
        if item.id in document.bindings
    ]
    for name, value in built_in_values(document).items():
        rows.append({"id": "built-in", "name": name, "type": BUILT_IN[name], "value": str(value)})
    return rows


def file_row(call: Call, document: Document) -> dict[str, Any]:
    """The file of a document."""
    stored, source = document.source.stored, document.source
    shown = {"size": source.size, "extension": source.extension, "created_by": call.state.account_id}
    return row("DocumentFile", stored, **shown, created_at=round(stored.created_at, 6))


def _document(call: KnowledgeCall, document: Document, now: float, **fields: Any) -> dict[str, Any]:
    shown = row(
        "Document",
        document,
        data_source_type="upload_file",
        dataset_process_rule_id=document.rule.id,
        created_by=call.state.account_id,
        tokens=document.tokens(now),
        indexing_status=document.status(now),
        error=error_of(document, now),
        display_status=document.display_status(now),
        hit_count=0,
        need_summary=False,
        word_count=document.word_count(now),
        **fields,
    )
    return shown


def document_row(call: KnowledgeCall, dataset: Dataset, document: Document, now: float) -> dict[str, Any]:
    """A document in lists, and in the answers that create one. Every metadata value is a text."""
    metadata = [
        {**item, "value": None if item["value"] is None else str(item["value"])}
        for item in metadata_of(dataset, document) or ()
    ]
    empty: list[Any] | None = [] if call.traits.empty_metadata == "list" else None
    shown = _document(
        call,
        document,
        now,
        data_source_info={"upload_file_id": document.source.stored.id},
        data_source_detail_dict={"upload_file": file_row(call, document)},
        doc_metadata=metadata or empty,
    )
    return without(shown, *_ONLY_ALONE)


def error_of(document: Document, now: float) -> str | None:
    """The reason of a failed indexing."""
    return FAILURE if document.status(now) == "error" else None


def document_details(call: KnowledgeCall, dataset: Dataset, document: Document) -> dict[str, Any]:
    """A document alone."""
    now, rule, latest = call.now, document.rule, dataset.latest_rule
    ready, segments = document.status(now) == "completed", len(document.known_segments(now))
    known = {"mode": latest.mode, "rules": latest.rules} if latest else {"mode": "custom", "rules": RULES}
    shown = _document(
        call,
        document,
        now,
        data_source_info={"upload_file": file_row(call, document)},
        dataset_process_rule=known,
        document_process_rule=row("ProcessRule", rule, dataset_id=dataset.id),
        created_at=document.created_at if call.traits.float_times else int(document.created_at),
        completed_at=int(document.indexing.ended_at) if ready else None,
        indexing_latency=document.indexing.seconds if ready else None,
        doc_metadata=metadata_of(dataset, document),
        segment_count=segments,
        average_segment_length=(document.word_count(now) or 0) // segments if segments else 0,
    )
    return without(shown, *_ONLY_IN_LISTS)


def status_row(document: Document, now: float) -> dict[str, Any]:
    """The progress of a document."""
    status, indexing = document.status(now), document.indexing
    begun, done = int(indexing.begun_at), DONE.get(status, 0)
    times = [begun, begun, begun, int(indexing.ended_at)]
    completed, total = indexing.part_of(len(document.segments), now)
    return row(
        "DocumentIndexingStatus",
        id=document.id,
        indexing_status=status,
        processing_started_at=None if status == "waiting" else begun,
        **{stage: times[index] for index, stage in enumerate(STAGES) if index < done},
        error=error_of(document, now),
        stopped_at=int(indexing.ended_at) if status == "error" else None,
        completed_segments=completed,
        total_segments=total,
    )


def segment_row(
    call: KnowledgeCall, document: Document, segment: Segment, name: str = "Segment", /, **fields: Any
) -> dict[str, Any]:
    """A segment in the answers of its own operations, or as another component of the spec."""
    shown: dict[str, Any] = {
        "document_id": document.id,
        "sign_content": segment.content,
        "index_node_hash": segment.hash,
        "hit_count": 0,
        "status": "completed",
        "created_by": call.state.account_id,
        "indexing_at": int(segment.begun_at),
        "child_chunks": [child_row(segment, child) for child in segment.children.values()],
        "attachments": [],
    }
    return row(name, segment, **{**shown, **fields})


def child_row(segment: Segment, child: ChildChunk) -> dict[str, Any]:
    """A child chunk."""
    return row("ChildChunk", child, segment_id=segment.id, word_count=len(child.content))
