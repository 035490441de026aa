"""The indexing of documents, of the console's own knowledge base and of those made with a dataset
key.
"""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from .._answers import empty_answer, json_answer
from .._checks import Field, texts
from .._errors import not_found
from .._knowledge.documents import indexed_again
from .._knowledge.rows import status_row as shared_row
from .._knowledge.rows import without
from .._knowledge.state import Dataset as Shared
from .call import ConsoleCall
from .knowledge import Dataset, Document

#: The steps that are done when a document is in a state.
DONE = {"indexing": 3, "completed": 4, "error": 1}
STAGES = ("parsing_completed_at", "cleaning_completed_at", "splitting_completed_at", "completed_at")


def dataset_of(call: ConsoleCall) -> Dataset:
    """The knowledge base of the path, or 404."""
    found = call.console.datasets.get(call.path("dataset_id"))
    if found is None:
        raise not_found("Dataset not found.")
    return found


def shared_of(call: ConsoleCall) -> Shared | None:
    """The knowledge base of the path, if it was made with a dataset key."""
    return call.state.knowledge.datasets.get(call.path("dataset_id"))


async def get_dataset_indexing_status(call: ConsoleCall) -> Response:
    """GET /console/api/datasets/{dataset_id}/indexing-status: an unknown one has no documents."""
    if shared := shared_of(call):
        now = call.state.time()
        return json_answer(
            {"data": [shared_row(call.traits, document, now) for document in shared.documents.values()]}
        )
    dataset = call.console.datasets.get(call.path("dataset_id"))
    if dataset is None and call.traits.console_unknown_dataset == "404":
        raise not_found("Dataset not found.")
    documents = list(dataset.documents.values()) if dataset else []
    return json_answer({"data": [seen(document) for document in documents]})


async def get_document_indexing_status(call: ConsoleCall) -> Response:
    """GET /console/api/datasets/{dataset_id}/documents/{document_id}/indexing-status."""
    shared = shared_of(call)
    if shared and (found := shared.documents.get(call.path("document_id"))):
        return json_answer(shared_row(call.traits, found, call.state.time()))
    document = None if shared else dataset_of(call).documents.get(call.path("document_id"))
    if document is None:
        raise not_found("Document not found.")
    return json_answer(seen(document))


async def list_error_documents(call: ConsoleCall) -> Response:
    """GET /console/api/datasets/{dataset_id}/error-docs."""
    if shared := shared_of(call):
        now = call.state.time()
        broken = [item for item in shared.documents.values() if item.status(now) == "error"]
        rows = [
            without(shared_row(call.traits, item, now), "completed_segments", "total_segments")
            for item in broken
        ]
        return json_answer({"data": rows, "total": len(rows)})
    failed = [item for item in dataset_of(call).documents.values() if item.status in ("error", "paused")]
    return json_answer({"data": [status_row(document) for document in failed], "total": len(failed)})


async def retry_documents(call: ConsoleCall) -> Response:
    """POST /console/api/datasets/{dataset_id}/retry: others than failed ones are ignored."""
    asked = await call.body("DocumentRetryPayload", {"document_ids": Field(texts)})
    if shared := shared_of(call):
        for name in asked["document_ids"]:
            if name in shared.documents:
                indexed_again(call.state, shared.documents[name])
        return empty_answer()
    dataset = dataset_of(call)
    for name in asked["document_ids"]:
        if name in dataset.documents:
            dataset.documents[name].retry(call.state.now())
    return empty_answer()


def seen(document: Document) -> dict[str, Any]:
    """A document whose state is asked for: it moves one step on."""
    document.move()
    done = document.status == "completed"
    segments = {"completed_segments": document.segments if done else 0, "total_segments": document.segments}
    return {**status_row(document), **segments}


def status_row(document: Document) -> dict[str, Any]:
    """The state of a document."""
    at = int(document.begun_at)
    done = DONE.get(document.status, 0)
    return {
        "id": document.id,
        "indexing_status": document.status,
        "processing_started_at": at,
        **{stage: at if index < done else None for index, stage in enumerate(STAGES)},
        "paused_at": None,
        "error": document.error,
        "stopped_at": None if document.stopped_at is None else int(document.stopped_at),
    }
