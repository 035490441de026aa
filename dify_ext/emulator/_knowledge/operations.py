"""The paths of the knowledge bases: every operation of each release with its method and handler."""

from __future__ import annotations

from starlette.routing import Route

from .._dialects import Operation, Release
from . import (
    child_chunks,
    datasets,
    document_list,
    documents,
    metadata,
    models,
    pipeline,
    retrieve,
    segments,
    tags,
)
from .call import Handler, endpoint

DATASET = "/v1/datasets/{dataset_id:uuid}"
DOCUMENT = f"{DATASET}/documents/{{document_id:uuid}}"
SEGMENT = f"{DOCUMENT}/segments/{{segment_id:uuid}}"
CHILD = f"{SEGMENT}/child_chunks/{{child_chunk_id:uuid}}"
FIELD = f"{DATASET}/metadata/{{metadata_id:uuid}}"

#: Every operation.
OPERATIONS: tuple[Operation[Handler], ...] = (
    Operation("POST", "/v1/datasets", datasets.create_dataset),
    Operation("GET", "/v1/datasets", datasets.list_datasets),
    Operation("GET", DATASET, datasets.get_dataset, (1, 2)),
    Operation("PATCH", DATASET, datasets.update_dataset, (1, 2)),
    Operation("DELETE", DATASET, datasets.delete_dataset),
    Operation("POST", f"{DATASET}/retrieve", retrieve.retrieve_segments),
    Operation("POST", f"{DATASET}/hit-testing", retrieve.retrieve_segments),
    Operation("POST", f"{DATASET}/document/create-by-text", documents.create_by_text),
    Operation("POST", f"{DATASET}/document/create_by_text", documents.create_by_text),
    Operation("POST", f"{DATASET}/document/create-by-file", documents.create_by_file),
    Operation("POST", f"{DATASET}/document/create_by_file", documents.create_by_file),
    Operation("POST", f"{DOCUMENT}/update-by-text", documents.update_by_text),
    Operation("POST", f"{DOCUMENT}/update_by_text", documents.update_by_text),
    Operation("POST", f"{DOCUMENT}/update-by-file", documents.update_by_file),
    Operation("POST", f"{DOCUMENT}/update_by_file", documents.update_by_file),
    Operation("PATCH", DOCUMENT, documents.update_by_file, (1, 14)),
    Operation("GET", f"{DATASET}/documents", document_list.list_documents),
    Operation("GET", DOCUMENT, document_list.get_document, (1, 5, 1)),
    Operation("DELETE", DOCUMENT, document_list.delete_document),
    Operation("GET", f"{DOCUMENT}/download", document_list.download_document, (1, 13, 1)),
    Operation("GET", f"{DOCUMENT}/upload-file", document_list.get_upload_file, gone=(1, 13, 1)),
    Operation("POST", f"{DATASET}/documents/download-zip", document_list.download_documents_zip, (1, 13, 1)),
    Operation("PATCH", f"{DATASET}/documents/status/{{action}}", document_list.set_documents_status, (1, 5)),
    Operation("GET", f"{DATASET}/documents/{{batch}}/indexing-status", document_list.get_indexing_status),
    Operation("POST", f"{DATASET}/documents/metadata", metadata.update_documents_metadata, (1, 1, 1)),
    Operation("POST", f"{DOCUMENT}/segments", segments.create_segments),
    Operation("GET", f"{DOCUMENT}/segments", segments.list_segments),
    Operation("GET", SEGMENT, segments.get_segment, (1, 4, 2)),
    Operation("POST", SEGMENT, segments.update_segment),
    Operation("DELETE", SEGMENT, segments.delete_segment),
    Operation("POST", f"{SEGMENT}/child_chunks", child_chunks.create_child_chunk, (1, 2)),
    Operation("GET", f"{SEGMENT}/child_chunks", child_chunks.list_child_chunks, (1, 2)),
    Operation("PATCH", CHILD, child_chunks.update_child_chunk, (1, 2)),
    Operation("DELETE", CHILD, child_chunks.delete_child_chunk, (1, 2)),
    Operation("POST", "/v1/datasets/tags", tags.create_tag, (1, 4, 2)),
    Operation("GET", "/v1/datasets/tags", tags.list_tags, (1, 4, 2)),
    Operation("PATCH", "/v1/datasets/tags", tags.update_tag, (1, 4, 2)),
    Operation("DELETE", "/v1/datasets/tags", tags.delete_tag, (1, 4, 2)),
    Operation("POST", "/v1/datasets/tags/binding", tags.bind_tags, (1, 4, 2)),
    Operation("POST", "/v1/datasets/tags/unbinding", tags.unbind_tags, (1, 4, 2)),
    Operation("GET", f"{DATASET}/tags", tags.list_tags_of_dataset, (1, 4, 2)),
    Operation("POST", f"{DATASET}/metadata", metadata.create_field, (1, 1, 1)),
    Operation("GET", f"{DATASET}/metadata", metadata.list_fields, (1, 1, 1)),
    Operation("PATCH", FIELD, metadata.update_field, (1, 1, 1)),
    Operation("DELETE", FIELD, metadata.delete_field, (1, 1, 1)),
    Operation("GET", "/v1/datasets/metadata/built-in", metadata.list_built_in_fields, (1, 1, 1), (1, 9)),
    Operation("GET", f"{DATASET}/metadata/built-in", metadata.list_built_in_fields, (1, 9)),
    Operation("POST", f"{DATASET}/metadata/built-in/{{action}}", metadata.switch_built_in_fields, (1, 1, 1)),
    Operation("GET", "/v1/workspaces/current/models/model-types/{model_type}", models.list_models, (1, 2)),
    Operation("POST", "/v1/datasets/pipeline/file-upload", pipeline.upload_pipeline_file, (1, 13)),
    Operation("GET", f"{DATASET}/pipeline/datasource-plugins", pipeline.list_datasource_plugins, (1, 13)),
    Operation(
        "POST", f"{DATASET}/pipeline/datasource/nodes/{{node_id}}/run", pipeline.run_datasource_node, (1, 13)
    ),
    Operation("POST", f"{DATASET}/pipeline/run", pipeline.run_pipeline, (1, 13)),
)


def routes(release: Release) -> list[Route]:
    """All routes of a release for Starlette."""
    found = [operation for operation in OPERATIONS if operation.is_in(release)]
    return [Route(item.path, endpoint(item.handler), methods=[item.method]) for item in found]
