"""Documents: list, get, enable, disable, delete and download."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath
from uuid import uuid4

from starlette.responses import Response

from .._answers import json_answer
from .._checks import Field, text, whole
from .._errors import Refusal, not_found
from .._files import signed_url
from .call import KnowledgeCall
from .checks import several
from .datasets import page_of
from .rows import document_details, document_row, file_row, metadata_of, status_row, without
from .state import Document

DISPLAYED = frozenset({"queuing", "indexing", "paused", "error", "available", "disabled", "archived"})
ACTIONS = ["enable", "disable", "archive", "un_archive"]
LIST = {
    "page": Field(whole(-(2**31)), 1),
    "limit": Field(whole(-(2**31)), 20),
    "keyword": Field(text, None),
    "status": Field(text, None),
}


async def list_documents(call: KnowledgeCall) -> Response:
    """GET /v1/datasets/{dataset_id}/documents: the newest first. An unknown status is ignored."""
    asked = call.check_query("DocumentListQuery", LIST)
    dataset, now = call.dataset(), call.now
    word = (asked["keyword"] or "").casefold()
    status = "available" if asked["status"] == "active" else asked["status"]
    found = reversed(dataset.documents.values())
    total = len(dataset.documents)
    by_status = status in DISPLAYED and call.traits.checked_queries
    if word or by_status:
        matching = [
            document
            for document in found
            if word in document.name.casefold() and (not by_status or document.display_status(now) == status)
        ]
        found, total = iter(matching), len(matching)
    shown = page_of(found, asked["page"], asked["limit"])
    return json_answer(
        {
            "data": [document_row(call, dataset, document, now) for document in shown],
            "has_more": len(shown) == asked["limit"],
            "limit": asked["limit"],
            "total": total,
            "page": asked["page"],
        }
    )


async def get_document(call: KnowledgeCall) -> Response:
    """GET /v1/datasets/{dataset_id}/documents/{document_id}."""
    dataset = call.dataset()
    document = call.document(dataset)
    metadata = call.request.query_params.get("metadata", "all")
    if metadata not in ("all", "only", "without"):
        raise Refusal(400, "invalid_metadata", f"Invalid metadata value: {metadata}")
    if metadata == "only":
        return json_answer(
            {"id": document.id, "doc_type": None, "doc_metadata": metadata_of(dataset, document)}
        )
    row = document_details(call, dataset, document)
    return json_answer(without(row, "doc_type", "doc_metadata") if metadata == "without" else row)


async def delete_document(call: KnowledgeCall) -> Response:
    """DELETE /v1/datasets/{dataset_id}/documents/{document_id}."""
    dataset = call.dataset_to_fill()
    document = call.document(dataset, "Document Not Exists.")
    if document.archived:
        raise Refusal(403, "archived_document_immutable", "The archived document is not editable.")
    dataset.remove(document)
    call.state.files.pop(document.source.stored.id, None)
    return call.gone()


async def get_indexing_status(call: KnowledgeCall) -> Response:
    """GET /v1/datasets/{dataset_id}/documents/{batch}/indexing-status."""
    found = call.dataset().of_batch(call.path("batch"))
    if not found:
        raise not_found("Documents not found.")
    return json_answer({"data": [status_row(call.traits, document, call.now) for document in found]})


async def set_documents_status(call: KnowledgeCall) -> Response:
    """PATCH /v1/datasets/{dataset_id}/documents/status/{action}: unknown documents are ignored."""
    dataset, action = call.dataset(), call.path("action")
    given = (await call.json()).get("document_ids")
    asked = [str(id_) for id_ in given] if isinstance(given, list) else []
    if asked and action not in ACTIONS:
        raise Refusal(400, "invalid_action", f"Invalid action: {action}. Must be one of {ACTIONS}")
    found = [dataset.documents[id_] for id_ in asked if id_ in dataset.documents]
    for document in found:
        if action == "disable" and document.status(call.now) != "completed":
            raise Refusal(400, "invalid_action", f"Document: {document.name} is not completed.")
    for document in found:
        set_status(call, document, action)
    return json_answer({"result": "success"})


def set_status(call: KnowledgeCall, document: Document, action: str) -> None:
    """Enable, disable, archive or restore a document."""
    if action in ("archive", "un_archive"):
        document.archived = action == "archive"
    elif document.enabled != (action == "enable"):
        document.enabled = action == "enable"
        document.disabled_at = None if document.enabled else call.now
        document.disabled_by = None if document.enabled else call.state.account_id
    document.updated_at = call.now


async def download_document(call: KnowledgeCall) -> Response:
    """GET /v1/datasets/{dataset_id}/documents/{document_id}/download: a signed address."""
    stored = call.document(call.dataset()).source.stored
    return json_answer({"url": f"{signed_url(call.base_url, stored)}&as_attachment=true"})


async def get_upload_file(call: KnowledgeCall) -> Response:
    """GET /v1/datasets/{dataset_id}/documents/{document_id}/upload-file: a file and its URLs."""
    document = call.document(call.dataset())
    url = signed_url(call.base_url, document.source.stored)
    addresses = {"url": url, "download_url": f"{url}&as_attachment=true"}
    return json_answer({**file_row(call, document), **addresses})


async def download_documents_zip(call: KnowledgeCall) -> Response:
    """POST /v1/datasets/{dataset_id}/documents/download-zip."""
    asked = await call.body("DocumentBatchDownloadZipPayload", {"document_ids": Field(several(1, 100))})
    dataset = call.dataset()
    documents = [dataset.documents.get(id_) for id_ in dict.fromkeys(asked["document_ids"])]
    content = io.BytesIO()
    taken: set[str] = set()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for document in documents:
            if document is None:
                raise not_found("Document not found.")
            stored = document.source.stored
            name = free_name(stored.name, taken)
            archive.writestr(zipfile.ZipInfo(name), stored.content, zipfile.ZIP_DEFLATED)
            taken.add(name)
    headers = {"Content-Disposition": f"attachment; filename={uuid4().hex}.zip", "Cache-Control": "no-cache"}
    return Response(content.getvalue(), 200, headers, media_type="application/zip")


def free_name(name: str, taken: set[str]) -> str:
    """The name of a file in an archive, with a number if the name is taken."""
    name = PurePosixPath(name.replace("\\", "_")).name or "file"
    path, number, free = PurePosixPath(name), 0, name
    while free in taken:
        number += 1
        free = f"{path.stem} ({number}){path.suffix}"
    return free
