"""The calls of knowledge bases, their documents, and the models of a workspace."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from .changes import WRONG_KIND, Different, Method, Request, content_of, default, ids, instead

_OPTIONS = '{"indexing_technique": "high_quality", "process_rule": {"mode": "automatic"}}'
_ONE_FILE = Different(
    "a document by file has one file",
    instead("form", {"fields": [["data", _OPTIONS]], "files": [["file", "a.txt", 3, "text/plain"]]}),
)
_BOTH_NEEDED = Different(
    "name and text are arguments that one must give, and the base says how to index",
    default("json", name="", text="", indexing_technique="economy"),
)
_BY_THE_BASE = Different("the base says how to index", default("json", indexing_technique="economy"))


def _at(ending: str) -> Callable[[Request], None]:
    """The client asks at the documented path, which ends in this."""

    def change(request: Request) -> None:
        request["path"] = request["path"].rpartition("/")[0] + "/" + ending

    return change


# By recording.
DIFFERENT = {
    "1.13.2/datasets-create--no-name": Different(
        "a name is an argument that one must give", default("json", name="")
    ),
    "1.13.2/datasets-list--app-key": WRONG_KIND,
    "1.13.2/document-create-by-file--bad-json-data": Different(
        "the client writes JSON",
        instead("form", {"fields": [], "files": [["file", "a.txt", 3, "text/plain"]]}),
    ),
    "1.13.2/document-create-by-file--no-file": _ONE_FILE,
    "1.13.2/document-create-by-file--two-files": _ONE_FILE,
    "1.13.2/document-create-by-text--bad-doc-form": _BY_THE_BASE,
    "1.13.2/document-create-by-text--bad-key": _BY_THE_BASE,
    "1.13.2/document-create-by-text--empty": _BOTH_NEEDED,
    "1.13.2/document-create-by-text--no-text": _BOTH_NEEDED,
    "1.13.2/document-create-by-text--underscore-alias": Different(
        "one path is enough", _at("create-by-text")
    ),
    "1.13.2/documents-status--no-ids": Different(
        "the documents are an argument that one must give", default("json", document_ids=[])
    ),
    "1.13.2/retrieve--hit-testing-alias": Different("one path is enough", _at("retrieve")),
    "1.13.2/retrieve--missing-query": Different(
        "a query is an argument that one must give", default("json", query="")
    ),
}


def _by_file(method: Callable[..., Any], request: Request) -> Any:
    """A method that takes a file, or none, with options that travel as JSON in a part of their own."""
    options = json.loads(dict(request["form"]["fields"]).get("data", "{}"))
    files = [(name, content_of(size), mime_type) for _, name, size, mime_type in request["form"]["files"]]
    return method(*ids(request), *files, **options)


METHODS: dict[str, Method] = {
    "datasets-create": lambda client, r: client.datasets.create(**r["json"]),
    "datasets-delete": lambda client, r: client.datasets.delete(*ids(r)),
    "datasets-get": lambda client, r: client.datasets.get(*ids(r)),
    "datasets-list": lambda client, r: client.datasets.list(**r.get("query", {})),
    "datasets-update": lambda client, r: client.datasets.update(*ids(r), **r["json"]),
    "document-create-by-file": lambda client, r: _by_file(client.documents.create_by_file, r),
    "document-create-by-text": lambda client, r: client.documents.create_by_text(*ids(r), **r["json"]),
    "document-indexing-status": lambda client, r: client.documents.indexing_status(*ids(r)),
    "document-update-by-file": lambda client, r: _by_file(client.documents.update_by_file, r),
    "document-update-by-text": lambda client, r: client.documents.update_by_text(*ids(r), **r["json"]),
    "documents-delete": lambda client, r: client.documents.delete(*ids(r)),
    "documents-download": lambda client, r: client.documents.download_url(*ids(r)),
    "documents-download-zip": lambda client, r: client.documents.download_zip(*ids(r), **r["json"]),
    "documents-get": lambda client, r: client.documents.get(*ids(r), **r.get("query", {})),
    "documents-list": lambda client, r: client.documents.list(*ids(r), **r.get("query", {})),
    "documents-patch": lambda client, r: _by_file(client.documents.update, r),
    "documents-status": lambda client, r: client.documents.set_status(*ids(r), **r["json"]),
    "models-list": lambda client, r: client.models.list(*ids(r)),
    "retrieve": lambda client, r: client.datasets.retrieve(*ids(r), **r["json"]),
}
# The generated module of each operation.
MODULES = {
    "datasets-create": "datasets.create_dataset",
    "datasets-delete": "datasets.delete_dataset",
    "datasets-get": "datasets.get_dataset",
    "datasets-list": "datasets.list_datasets",
    "datasets-update": "datasets.update_dataset",
    "document-create-by-file": "documents.create_document_by_file",
    "document-create-by-text": "documents.create_document_by_text",
    "document-indexing-status": "documents.get_indexing_status",
    "document-update-by-file": "documents.update_document_by_file",
    "document-update-by-text": "documents.update_document_by_text",
    "documents-delete": "documents.delete_document",
    "documents-download": "documents.download_document",
    "documents-download-zip": "documents.download_documents_zip",
    "documents-get": "documents.get_document",
    "documents-list": "documents.list_documents",
    "documents-patch": "documents.update_document",
    "documents-status": "documents.set_document_status",
    "models-list": "models.list_models",
    "retrieve": "datasets.retrieve_segments",
}
