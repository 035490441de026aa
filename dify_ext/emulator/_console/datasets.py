"""The indexing of documents, of the console's own knowledge base and of those made with a dataset
key.
"""

from __future__ import annotations

from typing import Any

from .._knowledge.documents import indexed_again
from .._knowledge.rows import status_row, without
from .call import ConsoleCall


async def get_dataset_indexing_status(call: ConsoleCall) -> Any:
    """In older releases an unknown knowledge base has no documents."""
    if call.path("dataset_id") not in call.datasets and call.traits.console_unknown_dataset == "empty":
        return {"data": []}
    documents = call.find("dataset_id").documents.values()
    return {"data": [status_row(document, call.now) for document in documents]}


async def get_document_indexing_status(call: ConsoleCall) -> Any:
    """Of one document."""
    return status_row(call.find("document_id"), call.now)


async def list_error_documents(call: ConsoleCall) -> Any:
    """Those that could not be indexed."""
    documents, now = call.find("dataset_id").documents.values(), call.now
    failed = [status_row(document, now) for document in documents if document.status(now) == "error"]
    shown = [without(row, "completed_segments", "total_segments") for row in failed]
    return {"data": shown, "total": len(shown)}


async def retry_documents(call: ConsoleCall) -> None:
    """Others than failed ones are ignored."""
    asked = await call.body()
    documents = call.find("dataset_id").documents
    for name in asked["document_ids"]:
        if name in documents:
            indexed_again(call.state, documents[name])
