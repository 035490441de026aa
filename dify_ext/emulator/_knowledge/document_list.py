"""Documents: listed, shown, switched, deleted, downloaded."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath
from typing import Any
from uuid import uuid4

from starlette.responses import Response

from .._errors import Refusal, not_found
from .._files import signed_url
from .._resources import full_page_of
from .._spec import properties
from .call import KnowledgeCall
from .rows import document_details, document_row, file_row, metadata_of, status_row, without
from .state import Document

DISPLAYED = frozenset({"queuing", "indexing", "paused", "error", "available", "disabled", "archived"})
ACTIONS = ["enable", "disable", "archive", "un_archive"]


async def list_documents(call: KnowledgeCall) -> Any:
    """The newest first. An unknown status is ignored."""
    asked = call.query()
    dataset, now = call.dataset(), call.now
    word = (asked["keyword"] or "").casefold()
    status = "available" if asked["status"] == "active" else asked["status"]
    by_status = status in DISPLAYED and call.traits.checked_queries
    found, total = reversed(dataset.documents.values()), len(dataset.documents)
    if word or by_status:
        matching = [
            document
            for document in found
            if word in document.name.casefold() and (not by_status or document.display_status(now) == status)
        ]
        found, total = iter(matching), len(matching)
    return full_page_of(found, total, asked, lambda document: document_row(call, dataset, document, now))


async def get_document(call: KnowledgeCall) -> Any:
    """With, without, or only its metadata."""
    dataset, document = call.dataset(), call.find("document_id")
    metadata = call.request.query_params.get("metadata", "all")
    if metadata not in ("all", "only", "without"):
        raise Refusal(400, "invalid_metadata", f"Invalid metadata value: {metadata}")
    if metadata == "only":
        return {"id": document.id, "doc_type": None, "doc_metadata": metadata_of(dataset, document)}
    shown = document_details(call, dataset, document)
    return without(shown, "doc_type", "doc_metadata") if metadata == "without" else shown


async def delete_document(call: KnowledgeCall) -> Response:
    """Not while it is archived."""
    dataset = call.dataset_to_fill()
    document: Document = call.find("document_id", "Document Not Exists.")
    if document.archived:
        raise Refusal(403, "archived_document_immutable", "The archived document is not editable.")
    dataset.remove(document)
    call.state.files.pop(document.source.stored.id, None)
    return call.gone()


async def get_indexing_status(call: KnowledgeCall) -> Any:
    """Of all documents of one request."""
    found = call.dataset().of_batch(call.path("batch"))
    if not found:
        raise not_found("Documents not found.")
    return {"data": [status_row(document, call.now) for document in found]}


async def set_document_status(call: KnowledgeCall) -> Any:
    """Unknown documents are ignored."""
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
        if action in ("archive", "un_archive"):
            document.archived = action == "archive"
        elif document.enabled != (action == "enable"):
            document.enabled = action == "enable"
            document.disabled_at = None if document.enabled else call.now
            document.disabled_by = None if document.enabled else call.state.account_id
        document.updated_at = call.now
    return {"result": "success"}


async def download_document(call: KnowledgeCall) -> Any:
    """A signed address."""
    stored = call.find("document_id").source.stored
    return {"url": f"{signed_url(call.base_url, stored)}&as_attachment=true"}


async def get_document_upload_file(call: KnowledgeCall) -> Any:
    """The file and its addresses."""
    document = call.find("document_id")
    url = signed_url(call.base_url, document.source.stored)
    shown = {**file_row(call, document), "url": url, "download_url": f"{url}&as_attachment=true"}
    return {name: shown[name] for name in properties("DocumentUploadFile")}


async def download_documents_zip(call: KnowledgeCall) -> Response:
    """All files in one archive."""
    asked, dataset = await call.body(), call.dataset()
    content = io.BytesIO()
    taken: set[str] = set()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for id_ in dict.fromkeys(asked["document_ids"]):
            if id_ not in dataset.documents:
                raise not_found("Document not found.")
            stored = dataset.documents[id_].source.stored
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
