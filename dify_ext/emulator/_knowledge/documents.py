"""Documents: created and updated, from text and from files."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from starlette.responses import Response

from .._answers import json_answer
from .._checks import Field, Wrong, anything, flag, mapping, one_of, read, refusal, text
from .._errors import Refusal, broken, invalid_param
from .._files import LONGEST_NAME, safe_name, too_large
from .._state import State, StoredFile
from .call import Form, KnowledgeCall, form_of
from .checks import RETRIEVAL, RULE, RULES, SEGMENTATION, TECHNIQUES, doc_form, inner
from .datasets import set_technique
from .indexing import EXTENSIONS, FAIL, Indexing, pieces, text_of
from .rows import built_in_values, document_row
from .state import Dataset, Document, Rule, Source, new_id

#: The largest file in bytes.
LARGEST = 15 * 1024 * 1024

_SLOW = re.compile(r"\[\[slow:([\d.]+)\]\]")
_AUTOMATIC: dict[str, Any] = {
    "pre_processing_rules": [
        {"id": "remove_extra_spaces", "enabled": True},
        {"id": "remove_urls_emails", "enabled": False},
    ],
    "segmentation": {"delimiter": "\n", "max_tokens": 500, "chunk_overlap": 50},
}

_COMMON = {
    "process_rule": Field(mapping, None, nullable=True),
    "doc_form": Field(doc_form, "text_model"),
    "doc_language": Field(text, "English"),
    "retrieval_model": Field(mapping, None, nullable=True),
}
CREATE = {
    "name": Field(text),
    "text": Field(text),
    **_COMMON,
    "original_document_id": Field(text, None, nullable=True),
    "indexing_technique": Field(one_of(*TECHNIQUES), None, nullable=True),
    "embedding_model": Field(text, None, nullable=True),
    "embedding_model_provider": Field(text, None, nullable=True),
}
UPDATE = {"name": Field(text, None, nullable=True), "text": Field(text, None, nullable=True), **_COMMON}
DATA = {
    "name": Field(text, None, nullable=True),
    "duplicate": Field(flag, True),
    **{name: field for name, field in CREATE.items() if name not in ("name", "text")},
    "data_source": Field(anything, None, nullable=True),
}


async def create_by_text(call: KnowledgeCall) -> Response:
    """POST /v1/datasets/{dataset_id}/document/create-by-text."""
    asked = await call.body("DocumentTextCreatePayload", CREATE)
    dataset = call.dataset_to_fill()
    if call.traits.rule_needed and asked["process_rule"] is None and dataset.latest_rule is None:
        raise broken()
    if not asked["indexing_technique"]:
        # The base's own is not taken; older releases check null, later ones nothing.
        null = call.traits.null_technique
        sent = {name: value for name, value in asked.items() if null or value is not None}
        _, problems = read(sent, {"indexing_technique": Field(one_of(*TECHNIQUES))})
        raise refusal("KnowledgeConfig", problems, "pydantic")  # in every release
    return await created(call, dataset, asked, of_text(call, asked["name"], asked["text"]))


async def create_by_file(call: KnowledgeCall) -> Response:
    """POST /v1/datasets/{dataset_id}/document/create-by-file."""
    dataset = call.dataset_to_fill()
    if dataset.provider == "external":
        raise invalid_param("External datasets are not supported.")
    async with call.request.form() as fields:
        form = form_of(fields)
        if not form.data.get("indexing_technique") and not dataset.indexing_technique:
            raise invalid_param("indexing_technique is required.")
        source = await of_file(call, form, refused_plainly=True)
    asked = call.checked("KnowledgeConfig", form.data, DATA)
    if not asked["original_document_id"] and asked["process_rule"] is None and dataset.latest_rule is None:
        raise invalid_param("process_rule is required.")
    return await created(call, dataset, asked, source)


async def update_by_text(call: KnowledgeCall) -> Response:
    """POST /v1/datasets/{dataset_id}/documents/{document_id}/update-by-text."""
    body = await call.json()
    asked = call.checked("DocumentTextUpdate", body, UPDATE)
    if asked["text"] is not None and asked["name"] is None:
        nameless = Wrong("value_error", "Value error, name is required when text is provided")
        raise call.wrong("DocumentTextUpdate", "", nameless, body)
    dataset = call.dataset_to_fill()
    source = of_text(call, str(asked["name"]), asked["text"]) if asked["text"] else None
    return await updated(call, dataset, call.path("document_id"), asked, source)


async def update_by_file(call: KnowledgeCall) -> Response:
    """POST …/update-by-file, and since 1.14 PATCH …/documents/{document_id}."""
    dataset = call.dataset_to_fill()
    if dataset.provider == "external":
        raise invalid_param("External datasets are not supported.")
    async with call.request.form() as fields:
        form = form_of(fields)
        source = await of_file(call, form, refused_plainly=False) if form.file is not None else None
    asked = call.checked("KnowledgeConfig", form.data, DATA)
    return await updated(call, dataset, call.path("document_id"), asked, source)


def of_text(call: KnowledgeCall, name: str, content: str) -> Source:
    """A text as the source of a document."""
    stored = store(call, name[:LONGEST_NAME], "text/plain", content.encode())
    return Source(stored, "txt", len(content), content)


async def of_file(call: KnowledgeCall, form: Form, *, refused_plainly: bool) -> Source:
    """A file as the source of a document.

    An operation that creates one hides the reason of some errors.
    """
    file = form.the_file()
    name = safe_name(file.filename or "")
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if extension not in EXTENSIONS:
        raise (
            invalid_param("")
            if refused_plainly
            else Refusal(415, "unsupported_file_type", "File type not allowed.")
        )
    if (file.size or 0) > LARGEST:
        raise invalid_param("") if refused_plainly else too_large(call.traits)
    content = await file.read()
    stored = store(call, name, file.content_type or "application/octet-stream", content)
    return Source(stored, extension, len(content), text_of(name, extension, content))


def store(call: KnowledgeCall, name: str, mime_type: str, content: bytes) -> StoredFile:
    """Store a file."""
    stored = StoredFile(new_id(), "", call.state.account_id, name, mime_type, content, call.now)
    call.state.files[stored.id] = stored
    return stored


def rule_of(call: KnowledgeCall, dataset: Dataset, asked: dict[str, Any]) -> Rule:
    """The rules that cut a document: those of the request, or of the last document."""
    given = inner(call, "KnowledgeConfig", "process_rule", asked["process_rule"], RULE)
    if given is None:
        return dataset.latest_rule or Rule("automatic", _AUTOMATIC)
    if given["mode"] == "automatic":
        dataset.latest_rule = Rule("automatic", _AUTOMATIC)
        return dataset.latest_rule
    rules = inner(call, "KnowledgeConfig", "process_rule.rules", given["rules"], RULES)
    if not given["rules"] or rules is None:
        raise invalid_param("Process rule rules is required")
    if rules["pre_processing_rules"] is None:
        raise invalid_param("Process rule pre_processing_rules is required")
    if not rules["segmentation"]:
        raise invalid_param("Process rule segmentation is required")
    filled = {
        "pre_processing_rules": rules["pre_processing_rules"],
        "segmentation": segmentation_of(call, rules, "segmentation"),
        "parent_mode": rules["parent_mode"],
        "subchunk_segmentation": segmentation_of(call, rules, "subchunk_segmentation"),
    }
    dataset.latest_rule = Rule(given["mode"], filled)
    return dataset.latest_rule


def segmentation_of(call: KnowledgeCall, rules: dict[str, Any], name: str) -> dict[str, Any] | None:
    """The separators, with all their fields."""
    return inner(call, "KnowledgeConfig", f"process_rule.rules.{name}", rules[name], SEGMENTATION)


async def created(call: KnowledgeCall, dataset: Dataset, asked: dict[str, Any], source: Source) -> Response:
    """Create a document; an enabled one with the same name is updated instead."""
    if asked.get("original_document_id"):
        return await updated(call, dataset, asked["original_document_id"], asked, source)
    if not asked["indexing_technique"] and not dataset.indexing_technique:
        raise invalid_param("indexing_technique is required.")
    inner(call, "KnowledgeConfig", "retrieval_model", asked["retrieval_model"], RETRIEVAL)
    rule = rule_of(call, dataset, asked)
    if dataset.indexing_technique is None:
        set_technique(dataset, asked)
        dataset.retrieval_model = dataset.retrieval_model or asked["retrieval_model"]
    batch = call.knowledge.new_batch(call.now)
    same = dataset.named(source.stored.name) if asked.get("duplicate", True) else None
    if same is None:
        document = add(call, dataset, asked, source, rule, batch)
    else:
        document = same
        document.source, document.rule, document.created_from = source, rule, "api"
        dataset.rename(document, document.name, batch)
    return await indexed(call, dataset, document, asked)


def add(
    call: KnowledgeCall, dataset: Dataset, asked: dict[str, Any], source: Source, rule: Rule, batch: str
) -> Document:
    """A new document, not indexed yet."""
    now = call.now
    dataset.last_position += 1
    document = Document(
        dataset.last_position,
        source.stored.name,
        batch,
        source,
        rule,
        asked["doc_form"],
        asked["doc_language"],
        "api",
        now,
        now,
        # Until it is indexed, this moment lies in the future.
        Indexing(float("inf"), 0.0, False),
    )
    if dataset.built_in_fields:
        document.metadata = built_in_values(document)
    dataset.doc_form = dataset.doc_form or document.doc_form
    dataset.add(document)
    call.knowledge.documents_created += 1
    return document


async def updated(
    call: KnowledgeCall, dataset: Dataset, document_id: str, asked: dict[str, Any], source: Source | None
) -> Response:
    """Update a document with a new source or other rules."""
    if source is None and asked["process_rule"] is None:
        raise invalid_param("Data source or Process rule is required")
    document = dataset.documents.get(document_id)
    if document is None:
        raise Refusal(404, "not_found", "Document not found")
    if document.display_status(call.now) != "available":
        raise invalid_param("Document is not available")
    rule = rule_of(call, dataset, asked) if asked["process_rule"] is not None else document.rule
    document.rule, document.created_from = rule, "web"
    name = document.name
    if source is not None:
        document.source, name = source, source.stored.name
    dataset.rename(document, asked["name"] or name, document.batch)
    return await indexed(call, dataset, document, asked)


async def indexed(
    call: KnowledgeCall, dataset: Dataset, document: Document, asked: dict[str, Any]
) -> Response:
    """Index a document. The answer shows it waiting, and comes as slowly as the text says."""
    document.doc_form, document.doc_language = asked["doc_form"], asked["doc_language"]
    document.updated_at = call.now
    indexed_by(call, dataset, document)
    row = document_row(call, dataset, document, float("-inf"))
    slow = _SLOW.search(document.source.text)
    await asyncio.sleep(call.state.options.upload_seconds + (float(slow[1]) if slow else 0.0))
    return json_answer({"document": row, "batch": document.batch})


def indexed_again(state: State, document: Document) -> None:
    """Index a document again that failed: it works this time."""
    if document.status(state.time()) == "error":
        document.indexing = Indexing(state.time(), state.options.indexing_seconds, fails=False)


def indexed_by(call: KnowledgeCall, dataset: Dataset, document: Document) -> None:
    """Index a document from now on."""
    text, rule = document.source.text, document.rule
    indexing = Indexing(call.now, call.state.options.indexing_seconds, FAIL in text)
    economy = dataset.indexing_technique == "economy"
    document.index(indexing, pieces(text, rule.mode, rule.rules, document.doc_form), economy)
