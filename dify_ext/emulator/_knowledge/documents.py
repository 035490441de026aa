"""Documents: made and changed, from text and from files."""

from __future__ import annotations

import asyncio
import re
from typing import Any

from .._checks import Wrong, read, refusal
from .._directives import TIME, seconds
from .._errors import Refusal, broken, invalid_param, not_found
from .._files import LONGEST_NAME, sent_file, too_large
from .._files import store as store_file
from .._spec import checked
from .._state import State, StoredFile
from .call import KnowledgeCall
from .datasets import set_technique
from .indexing import EXTENSIONS, FAIL, Indexing, pieces, text_of
from .rows import built_in_values, document_row
from .state import AUTOMATIC, Dataset, Document, Rule, Source, new_id

#: The largest file in bytes.
LARGEST = 15 * 1024 * 1024
_SLOW = re.compile(rf"\[\[slow:{TIME}\]\]")


async def create_document_by_text(call: KnowledgeCall) -> Any:
    """A text with a name."""
    asked = await call.body()
    dataset = call.dataset_to_fill()
    if call.traits.rule_needed and asked["process_rule"] is None and dataset.latest_rule is None:
        raise broken()
    if not asked["indexing_technique"]:
        # The base's own is not taken; older releases check null, later ones nothing.
        null = call.traits.null_technique
        sent = {name: value for name, value in asked.items() if null or value is not None}
        needed = {"indexing_technique": checked("KnowledgeConfig")["properties"]["indexing_technique"]}
        _, problems = read(sent, {"properties": needed, "required": list(needed)})
        raise refusal("KnowledgeConfig", problems, "pydantic")  # in every release
    return await created(call, dataset, asked, of_text(call.state, asked["name"], asked["text"]))


async def create_document_by_file(call: KnowledgeCall) -> Any:
    """A file, with settings in the field ``data``."""
    dataset = call.dataset_to_fill()
    if dataset.provider == "external":
        raise invalid_param("External datasets are not supported.")
    given = await call.given_data()
    if not given.get("indexing_technique") and not dataset.indexing_technique:
        raise invalid_param("indexing_technique is required.")
    source = await of_file(call, refused_plainly=True)
    asked = await call.data()
    if not asked["original_document_id"] and asked["process_rule"] is None and dataset.latest_rule is None:
        raise invalid_param("process_rule is required.")
    return await created(call, dataset, asked, source)


async def update_document_by_text(call: KnowledgeCall) -> Any:
    """Another text, or other rules."""
    asked = await call.body()
    if asked["text"] is not None and asked["name"] is None:
        nameless = Wrong("value_error", "Value error, name is required when text is provided")
        raise call.wrong("", nameless, await call.json())
    dataset = call.dataset_to_fill()
    source = of_text(call.state, str(asked["name"]), asked["text"]) if asked["text"] else None
    return await updated(call, dataset, call.path("document_id"), asked, source)


async def update_document_by_file(call: KnowledgeCall) -> Any:
    """Another file, or other rules."""
    dataset = call.dataset_to_fill()
    if dataset.provider == "external":
        raise invalid_param("External datasets are not supported.")
    sent = "file" in await call.form()
    source = await of_file(call, refused_plainly=False) if sent else None
    return await updated(call, dataset, call.path("document_id"), await call.data(), source)


def of_text(state: State, name: str, content: str) -> Source:
    """A text as the source of a document."""
    stored = store_text(state, name[:LONGEST_NAME], content)
    return Source(stored, "txt", len(content), content)


def store_text(state: State, name: str, content: str) -> StoredFile:
    """Store a text as a file."""
    data = content.encode()
    stored = StoredFile(new_id(), "", state.account_id, name, "text/plain", data, state.time())
    state.files[stored.id] = stored
    return stored


async def of_file(call: KnowledgeCall, *, refused_plainly: bool) -> Source:
    """A file as the source of a document.

    An operation that creates one hides the reason of some errors.
    """
    file = await sent_file(call)
    extension = (file.filename or "").rpartition(".")[2].lower()
    if extension not in EXTENSIONS:
        other = Refusal(415, "unsupported_file_type", "File type not allowed.")
        raise invalid_param("") if refused_plainly else other
    if (file.size or 0) > LARGEST:
        raise invalid_param("") if refused_plainly else too_large(call.traits)
    stored = await store_file(call.state, file, "", call.state.account_id)
    return source_of(stored, extension)


def source_of(stored: StoredFile, extension: str) -> Source:
    """A stored file as the source of a document."""
    text = text_of(stored.name, extension, stored.content)
    return Source(stored, extension, len(stored.content), text)


def rule_of(call: KnowledgeCall, dataset: Dataset, given: dict[str, Any] | None) -> Rule:
    """The rules that cut a document: those of the request, or of the last document."""
    if given is None:
        return dataset.latest_rule or Rule("automatic", AUTOMATIC)
    given = _part(call, "ProcessRule", "process_rule", given)
    if given["mode"] == "automatic":
        dataset.latest_rule = Rule("automatic", AUTOMATIC)
        return dataset.latest_rule
    if not given["rules"]:
        raise invalid_param("Process rule rules is required")
    rules = _part(call, "ProcessRules", "process_rule.rules", given["rules"])
    for name in ("pre_processing_rules", "segmentation"):
        if rules[name] is None or (name == "segmentation" and not rules[name]):
            raise invalid_param(f"Process rule {name} is required")
    for name in ("segmentation", "subchunk_segmentation"):
        if rules[name] is not None:
            rules[name] = _part(call, "Segmentation", f"process_rule.rules.{name}", rules[name])
    dataset.latest_rule = Rule(given["mode"], rules)
    return dataset.latest_rule


def _part(call: KnowledgeCall, name: str, place: str, given: dict[str, Any]) -> dict[str, Any]:
    """A part of the settings, checked in turn."""
    values, problems = read(given, checked(name), f"{place}.")
    if problems:
        raise refusal("KnowledgeConfig", problems, call.validation)
    return values


async def created(call: KnowledgeCall, dataset: Dataset, asked: dict[str, Any], source: Source) -> Any:
    """Create a document; an enabled one with the same name is updated instead."""
    if asked.get("original_document_id"):
        return await updated(call, dataset, asked["original_document_id"], asked, source)
    if not asked["indexing_technique"] and not dataset.indexing_technique:
        raise invalid_param("indexing_technique is required.")
    if asked["retrieval_model"] is not None:
        _part(call, "RetrievalModel", "retrieval_model", asked["retrieval_model"])
    rule = rule_of(call, dataset, asked["process_rule"])
    if dataset.indexing_technique is None:
        set_technique(dataset, asked)
        dataset.retrieval_model = dataset.retrieval_model or asked["retrieval_model"]
    batch = call.knowledge.new_batch(call.now)
    document = dataset.named(source.stored.name) if asked.get("duplicate", True) else None
    if document is None:
        form = {"form": asked["doc_form"], "language": asked["doc_language"]}
        document = add(call.state, dataset, source, rule, batch, **form)
    else:
        document.source, document.rule, document.created_from = source, rule, "api"
        dataset.rename(document, document.name, batch)
    return await indexed(call, dataset, document, asked)


def add(state: State, dataset: Dataset, source: Source, rule: Rule, batch: str, **form: str) -> Document:
    """A new document, not indexed yet; `form` as in `Dataset.create`."""
    document = dataset.create(source, rule, batch, state.time(), **form)
    if dataset.built_in_fields:
        document.metadata = built_in_values(document)
    state.knowledge.documents_created += 1
    return document


async def updated(
    call: KnowledgeCall, dataset: Dataset, document_id: str, asked: dict[str, Any], source: Source | None
) -> Any:
    """Update a document with a new source or other rules."""
    if source is None and asked["process_rule"] is None:
        raise invalid_param("Data source or Process rule is required")
    document = dataset.documents.get(document_id)
    if document is None:
        raise not_found("Document not found")
    if document.display_status(call.now) != "available":
        raise invalid_param("Document is not available")
    given = asked["process_rule"]
    document.rule = document.rule if given is None else rule_of(call, dataset, given)
    document.created_from, name = "web", document.name
    if source is not None:
        document.source, name = source, source.stored.name
    dataset.rename(document, asked["name"] or name, document.batch)
    return await indexed(call, dataset, document, asked)


async def indexed(call: KnowledgeCall, dataset: Dataset, document: Document, asked: dict[str, Any]) -> Any:
    """Index a document. The answer shows it waiting, and comes as slowly as the text says."""
    document.doc_form, document.doc_language = asked["doc_form"], asked["doc_language"]
    document.updated_at = call.now
    indexed_by(call, dataset, document)
    shown = document_row(call, dataset, document, float("-inf"))
    slow = _SLOW.search(document.source.text)
    await asyncio.sleep(call.state.options.upload_seconds + (seconds(slow[1]) if slow else 0.0))
    return {"document": shown, "batch": document.batch}


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
