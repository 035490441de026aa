"""The paths of the knowledge bases: every operation of each release with its method and handler."""

from __future__ import annotations

from starlette.routing import Route

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

Operations = tuple[tuple[str, str, Handler], ...]

OPERATIONS: Operations = (
    ("POST", "/v1/datasets", datasets.create_dataset),
    ("GET", "/v1/datasets", datasets.list_datasets),
    ("GET", DATASET, datasets.get_dataset),
    ("PATCH", DATASET, datasets.update_dataset),
    ("DELETE", DATASET, datasets.delete_dataset),
    ("POST", f"{DATASET}/retrieve", retrieve.retrieve_segments),
    ("POST", f"{DATASET}/hit-testing", retrieve.retrieve_segments),
    ("POST", f"{DATASET}/document/create-by-text", documents.create_by_text),
    ("POST", f"{DATASET}/document/create_by_text", documents.create_by_text),
    ("POST", f"{DATASET}/document/create-by-file", documents.create_by_file),
    ("POST", f"{DATASET}/document/create_by_file", documents.create_by_file),
    ("POST", f"{DOCUMENT}/update-by-text", documents.update_by_text),
    ("POST", f"{DOCUMENT}/update_by_text", documents.update_by_text),
    ("POST", f"{DOCUMENT}/update-by-file", documents.update_by_file),
    ("POST", f"{DOCUMENT}/update_by_file", documents.update_by_file),
    ("GET", f"{DATASET}/documents", document_list.list_documents),
    ("GET", DOCUMENT, document_list.get_document),
    ("DELETE", DOCUMENT, document_list.delete_document),
    ("PATCH", f"{DATASET}/documents/status/{{action}}", document_list.set_documents_status),
    ("GET", f"{DATASET}/documents/{{batch}}/indexing-status", document_list.get_indexing_status),
    ("POST", f"{DATASET}/documents/metadata", metadata.update_documents_metadata),
    ("POST", f"{DOCUMENT}/segments", segments.create_segments),
    ("GET", f"{DOCUMENT}/segments", segments.list_segments),
    ("GET", SEGMENT, segments.get_segment),
    ("POST", SEGMENT, segments.update_segment),
    ("DELETE", SEGMENT, segments.delete_segment),
    ("POST", f"{SEGMENT}/child_chunks", child_chunks.create_child_chunk),
    ("GET", f"{SEGMENT}/child_chunks", child_chunks.list_child_chunks),
    ("PATCH", CHILD, child_chunks.update_child_chunk),
    ("DELETE", CHILD, child_chunks.delete_child_chunk),
    ("POST", "/v1/datasets/tags", tags.create_tag),
    ("GET", "/v1/datasets/tags", tags.list_tags),
    ("PATCH", "/v1/datasets/tags", tags.update_tag),
    ("DELETE", "/v1/datasets/tags", tags.delete_tag),
    ("POST", "/v1/datasets/tags/binding", tags.bind_tags),
    ("POST", "/v1/datasets/tags/unbinding", tags.unbind_tags),
    ("GET", f"{DATASET}/tags", tags.list_tags_of_dataset),
    ("POST", f"{DATASET}/metadata", metadata.create_field),
    ("GET", f"{DATASET}/metadata", metadata.list_fields),
    ("PATCH", FIELD, metadata.update_field),
    ("DELETE", FIELD, metadata.delete_field),
    ("POST", f"{DATASET}/metadata/built-in/{{action}}", metadata.switch_built_in_fields),
    ("GET", "/v1/workspaces/current/models/model-types/{model_type}", models.list_models),
)
#: Operations that 1.8 does not have.
LATER: Operations = (
    ("GET", f"{DATASET}/metadata/built-in", metadata.list_built_in_fields),
    ("GET", f"{DOCUMENT}/download", document_list.download_document),
    ("POST", f"{DATASET}/documents/download-zip", document_list.download_documents_zip),
    ("POST", "/v1/datasets/pipeline/file-upload", pipeline.upload_pipeline_file),
    ("GET", f"{DATASET}/pipeline/datasource-plugins", pipeline.list_datasource_plugins),
    ("POST", f"{DATASET}/pipeline/datasource/nodes/{{node_id}}/run", pipeline.run_datasource_node),
    ("POST", f"{DATASET}/pipeline/run", pipeline.run_pipeline),
)
#: Operations of 1.8 alone.
OLDER: Operations = (
    ("GET", "/v1/datasets/metadata/built-in", metadata.list_built_in_fields),
    ("GET", f"{DOCUMENT}/upload-file", document_list.get_upload_file),
)
#: Operations since 1.14.
NEWEST: Operations = (("PATCH", DOCUMENT, documents.update_by_file),)


def routes(release: tuple[int, ...]) -> list[Route]:
    """All routes of a release for Starlette."""
    found = OPERATIONS + (LATER if release >= (1, 13) else OLDER) + (NEWEST if release >= (1, 14) else ())
    return [Route(path, endpoint(handler), methods=[method]) for method, path, handler in found]
