"""Metadata fields of a knowledge base, and the values in its documents."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from .._answers import json_answer, taken
from .._checks import Field, Wrong, anything, one_of, text
from .._errors import invalid_param
from .call import KnowledgeCall
from .checks import VALUE, WRITE, rows
from .rows import BUILT_IN, built_in_values, field_row
from .state import Dataset, Document, MetadataField

LONGEST_NAME = 255


def must_be_free(dataset: Dataset, name: str) -> None:
    """400 if the name of a field is not allowed."""
    if len(name) > LONGEST_NAME:
        raise invalid_param(f"Metadata name cannot exceed {LONGEST_NAME} characters.")
    if any(item.name == name for item in dataset.fields.values()):
        raise invalid_param("Metadata name already exists.")
    if name in BUILT_IN:
        raise invalid_param("Metadata name already exists in Built-in fields.")


async def create_field(call: KnowledgeCall) -> Response:
    """POST /v1/datasets/{dataset_id}/metadata."""
    fields = {"type": Field(one_of("string", "number", "time")), "name": Field(text)}
    asked = await call.body("MetadataArgs", fields)
    dataset = call.dataset()
    must_be_free(dataset, asked["name"])
    item = MetadataField(asked["name"], asked["type"])
    dataset.fields[item.id] = item
    return json_answer(field_row(item), 201)


async def list_fields(call: KnowledgeCall) -> Response:
    """GET /v1/datasets/{dataset_id}/metadata."""
    dataset = call.dataset()
    listed = [
        {
            **taken(item, "id name type"),
            "count": sum(item.id in document.bindings for document in dataset.documents.values()),
        }
        for item in dataset.fields.values()
    ]
    return json_answer({"doc_metadata": listed, "built_in_field_enabled": dataset.built_in_fields})


async def update_field(call: KnowledgeCall) -> Response:
    """PATCH /v1/datasets/{dataset_id}/metadata/{metadata_id}: an unknown field is answered
    with nulls, or 400.
    """
    asked = await call.body("MetadataUpdatePayload", {"name": Field(text)})
    dataset = call.dataset()
    must_be_free(dataset, asked["name"])
    item = dataset.fields.get(call.path("metadata_id"))
    if item is None and call.traits.unknown_field == "400":
        model = Wrong(
            "model_attributes_type", "Input should be a valid dictionary or object to extract fields from"
        )
        raise call.wrong("DatasetMetadataResponse", "", model, None)
    if item is not None:
        for document in dataset.documents.values():
            if item.id in document.bindings:
                document.metadata[asked["name"]] = document.metadata.pop(item.name, None)
        item.name = asked["name"]
    return json_answer(field_row(item))


async def delete_field(call: KnowledgeCall) -> Response:
    """DELETE /v1/datasets/{dataset_id}/metadata/{metadata_id}: an unknown one succeeds, too."""
    dataset = call.dataset()
    item = dataset.fields.pop(call.path("metadata_id"), None)
    if item is not None:
        for document in dataset.documents.values():
            if item.id in document.bindings:
                document.bindings.discard(item.id)
                document.metadata.pop(item.name, None)
    return call.gone()


async def list_built_in_fields(call: KnowledgeCall) -> Response:
    """GET /v1/datasets/{dataset_id}/metadata/built-in, in 1.8 without the id: the same for all."""
    return json_answer({"fields": [{"name": name, "type": type} for name, type in BUILT_IN.items()]})


async def switch_built_in_fields(call: KnowledgeCall) -> Response:
    """POST /v1/datasets/{dataset_id}/metadata/built-in/{action}: an unknown action does nothing."""
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
    """POST /v1/datasets/{dataset_id}/documents/metadata.

    Before 1.13 an unknown document is ignored.
    """
    dataset = call.dataset()
    asked = await call.body("MetadataOperationData", {"operation_data": Field(anything)})
    writes = rows(call, "MetadataOperationData", "operation_data", asked["operation_data"], WRITE)
    lists = [
        rows(
            call,
            "MetadataOperationData",
            f"operation_data.{index}.metadata_list",
            write["metadata_list"],
            VALUE,
        )
        for index, write in enumerate(writes)
    ]
    for write, values in zip(writes, lists, strict=True):
        document = dataset.documents.get(write["document_id"])
        if document is not None:
            describe(
                call,
                dataset,
                document,
                values,
                keep=write["partial_update"] and call.traits.checked_documents,
            )
        elif call.traits.checked_documents:
            raise invalid_param("Document not found.")
    return call.done()


def describe(
    call: KnowledgeCall, dataset: Dataset, document: Document, values: list[dict[str, Any]], *, keep: bool
) -> None:
    """Store these values of a document; they replace or complete those it has."""
    if not keep:
        document.metadata, document.bindings = {}, set()
    document.metadata.update({value["name"]: value["value"] for value in values})
    document.bindings |= {value["id"] for value in values}
    document.updated_at = call.now
    if dataset.built_in_fields:
        document.metadata.update(built_in_values(document))
