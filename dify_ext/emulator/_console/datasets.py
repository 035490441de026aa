"""The indexing of documents, of the console's own knowledge base and of those made with a dataset
key.
"""

from __future__ import annotations

from starlette.responses import Response

from .._answers import empty_answer, json_answer
from .._checks import Field, texts
from .._errors import not_found
from .._knowledge.documents import indexed_again
from .._knowledge.rows import status_row, without
from .._knowledge.state import Dataset
from .call import ConsoleCall


def known(call: ConsoleCall) -> Dataset | None:
    """The knowledge base of the path, if there is one."""
    wanted = call.path("dataset_id")
    return call.state.knowledge.datasets.get(wanted) or call.console.datasets.get(wanted)


def dataset_of(call: ConsoleCall) -> Dataset:
    """The knowledge base of the path, or 404."""
    found = known(call)
    if found is None:
        raise not_found("Dataset not found.")
    return found


async def get_dataset_indexing_status(call: ConsoleCall) -> Response:
    """GET /console/api/datasets/{dataset_id}/indexing-status.

    In older releases an unknown knowledge base has no documents.
    """
    if known(call) is None and call.traits.console_unknown_dataset == "empty":
        return json_answer({"data": []})
    documents, now = dataset_of(call).documents.values(), call.state.time()
    return json_answer({"data": [status_row(call.traits, document, now) for document in documents]})


async def get_document_indexing_status(call: ConsoleCall) -> Response:
    """GET /console/api/datasets/{dataset_id}/documents/{document_id}/indexing-status."""
    document = dataset_of(call).documents.get(call.path("document_id"))
    if document is None:
        raise not_found("Document not found.")
    return json_answer(status_row(call.traits, document, call.state.time()))


async def list_error_documents(call: ConsoleCall) -> Response:
    """GET /console/api/datasets/{dataset_id}/error-docs."""
    now = call.state.time()
    failed = [item for item in dataset_of(call).documents.values() if item.status(now) == "error"]
    rows = [status_row(call.traits, document, now) for document in failed]
    shown = [without(row, "completed_segments", "total_segments") for row in rows]
    return json_answer({"data": shown, "total": len(shown)})


async def retry_documents(call: ConsoleCall) -> Response:
    """POST /console/api/datasets/{dataset_id}/retry: others than failed ones are ignored."""
    asked = await call.body("DocumentRetryPayload", {"document_ids": Field(texts)})
    documents = dataset_of(call).documents
    for name in asked["document_ids"]:
        if name in documents:
            indexed_again(call.state, documents[name])
    return empty_answer()
