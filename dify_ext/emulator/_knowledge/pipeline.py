"""Knowledge pipelines."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

from starlette.responses import Response, StreamingResponse

from .._answers import blocking_answer, frame, json_answer
from .._checks import Field, flag, mapping, mappings, one_of, text
from .._directives import Directives
from .._errors import Refusal, invalid_param
from .._files import safe_name
from .._nodes import Node
from .._script import Values, fill
from .._state import StoredFile
from .._step_builder import StepBuilder
from .call import KnowledgeCall, form_of
from .documents import add, indexed_by, rule_of
from .indexing import FAIL, text_of
from .state import Dataset, Source, new_id

SOURCES = ("local_file", "online_document", "website_crawl", "online_drive")
#: The first nodes of every pipeline by id: kind and title.
NODES = {"file": ("local_file", "File"), "site": ("website_crawl", "Website")}

SOURCE = {
    "node_type": "datasource",
    "inputs": {},
    "process_data": {},
    "elapsed_time": 0.1,
    "execution_metadata": None,
}
#: Fields of the end of a run that an answer in one piece does not have.
ONLY_STREAMED = frozenset({"created_by", "exceptions_count", "files"})

NODE_RUN = {
    "inputs": Field(mapping),
    "datasource_type": Field(one_of(*SOURCES, kind="enum")),
    "credential_id": Field(text, None, nullable=True),
    "is_published": Field(flag),
}
RUN = {
    "inputs": Field(mapping),
    "datasource_type": Field(one_of(*SOURCES, kind="enum")),
    "datasource_info_list": Field(mappings),
    "start_node_id": Field(text),
    "is_published": Field(flag),
    "response_mode": Field(one_of("streaming", "blocking")),
}


def pipeline_of(call: KnowledgeCall, dataset: Dataset) -> str:
    """The id of the pipeline, or 400."""
    if dataset.pipeline_id is None:
        raise invalid_param("Pipeline not found")
    return dataset.pipeline_id


async def upload_pipeline_file(call: KnowledgeCall) -> Response:
    """POST /v1/datasets/pipeline/file-upload."""
    async with call.request.form() as fields:
        file = form_of(fields).the_file()
        name, kind = safe_name(file.filename or ""), file.content_type or "application/octet-stream"
        stored = StoredFile(new_id(), "", call.state.account_id, name, kind, await file.read(), call.now)
    call.state.files[stored.id] = stored
    row = {
        "id": stored.id,
        "name": stored.name,
        "size": len(stored.content),
        "extension": stored.extension,
        "mime_type": stored.mime_type,
        "created_by": call.state.account_id,
        "created_at": datetime.fromtimestamp(stored.created_at, UTC).replace(tzinfo=None).isoformat(),
    }
    return json_answer(row, 201)


async def list_datasource_plugins(call: KnowledgeCall) -> Response:
    """GET /v1/datasets/{dataset_id}/pipeline/datasource-plugins."""
    dataset = call.dataset()
    call.check_query("DatasourcePluginsQuery", {"is_published": Field(flag, True)})
    pipeline_of(call, dataset)
    rows = [
        {
            "node_id": node,
            "plugin_id": f"emulator/{kind}",
            "provider_name": kind,
            "datasource_type": kind,
            "title": title,
            "user_input_variables": [],
            "credentials": [],
        }
        for node, (kind, title) in NODES.items()
    ]
    return json_answer(rows)


async def run_datasource_node(call: KnowledgeCall) -> Response:
    """POST /v1/datasets/{dataset_id}/pipeline/datasource/nodes/{node_id}/run: always a stream."""
    dataset = call.dataset()
    asked = await call.body("DatasourceNodeRunPayload", NODE_RUN)
    pipeline_of(call, dataset)
    return streamed(call, found_by(call.path("node_id"), asked["inputs"]))


def found_by(node: str, inputs: dict[str, Any]) -> list[dict[str, Any]]:
    """The events of a data source. It fails if the inputs say so, or if the node is unknown."""
    if node not in NODES:
        return [{"event": "datasource_error", "error": "Datasource node data not found"}]
    if FAIL in str(inputs):
        return [
            {"event": "datasource_processing", "total": 2, "completed": 0},
            {"event": "datasource_error", "error": "The source could not be read."},
        ]
    pages = [
        {
            "source_url": f"https://example.com/{page}",
            "title": f"Page {page}",
            "description": "",
            "content": "",
        }
        for page in (1, 2)
    ]
    ending = {
        "event": "datasource_completed",
        "data": pages,
        "total": 2,
        "completed": 2,
        "time_consuming": 0.1,
    }
    return [*({"event": "datasource_processing", "total": 2, "completed": count} for count in (0, 1)), ending]


async def run_pipeline(call: KnowledgeCall) -> Response:
    """POST /v1/datasets/{dataset_id}/pipeline/run: a published pipeline makes documents, a draft
    only runs.
    """
    dataset = call.dataset()
    asked = await call.body("PipelineRunApiEntity", RUN)
    pipeline = pipeline_of(call, dataset)
    if asked["start_node_id"] not in NODES:
        raise Refusal(500, "pipeline_run_error", "Datasource node data not found")
    if asked["is_published"]:
        return blocking_answer(documents_of(call, dataset, asked))
    events = draft_run(call, pipeline, asked)
    if asked["response_mode"] == "streaming":
        return streamed(call, events)
    last = events[-1]
    data = {name: value for name, value in last["data"].items() if name not in ONLY_STREAMED}
    ended = {name: last[name] for name in ("task_id", "workflow_run_id")}
    return blocking_answer({**ended, "data": data})


def documents_of(call: KnowledgeCall, dataset: Dataset, asked: dict[str, Any]) -> dict[str, Any]:
    """The documents of a published pipeline, one for each item of the request."""
    batch, rows = call.knowledge.new_batch(call.now), []
    settings = {"process_rule": None, "doc_form": "text_model", "doc_language": "English"}
    for info in asked["datasource_info_list"]:
        source = source_of(call, info)
        document = add(call, dataset, settings, source, rule_of(call, dataset, settings), batch)
        document.created_from = "rag-pipeline"
        indexed_by(call, dataset, document)
        row = {
            "id": document.id,
            "position": document.position,
            "data_source_type": asked["datasource_type"],
            "data_source_info": info,
            "name": document.name,
            "indexing_status": "waiting",
            "error": None,
            "enabled": True,
        }
        rows.append(row)
    shown = {
        "id": dataset.id,
        "name": dataset.name,
        "description": dataset.description,
        "chunk_structure": "text_model",
    }
    return {"batch": batch, "dataset": shown, "documents": rows}


def source_of(call: KnowledgeCall, info: dict[str, Any]) -> Source:
    """The content of an upload, or an invented text of a web page."""
    stored = call.state.files.get(str(info.get("reference") or info.get("related_id")))
    if stored is None:
        page = info.get("page")
        named = [info.get("name"), info.get("title"), info.get("url")]
        named += [page.get("page_name")] if isinstance(page, dict) else []
        name = next((str(said) for said in named if said), "Untitled")
        content = f"The contents of {name}".encode()
        stored = StoredFile(new_id(), "", call.state.account_id, name, "text/plain", content, call.now)
        call.state.files[stored.id] = stored
    extension = stored.extension or "txt"
    return Source(stored, extension, len(stored.content), text_of(stored.name, extension, stored.content))


def draft_run(call: KnowledgeCall, pipeline: str, asked: dict[str, Any]) -> list[dict[str, Any]]:
    """The events of the run of a draft."""
    now, failed = int(call.now), FAIL in str(asked["inputs"])
    known = {
        "inputs": asked["inputs"],
        "system_files": [],
        "user": call.state.account_id,
        "user_id": call.state.account_id,
        "app_id": pipeline,
        "workflow_id": pipeline,
        "workflow_run_id": new_id(),
        "task_id": new_id(),
        "part_at": now,
        "clock": now,
        "elapsed": 0.2,
        "total_tokens": 0,
        "total_steps": 1,
        "exceptions": 0,
        "error": "The pipeline failed.",
    }
    kind, title = NODES[asked["start_node_id"]]
    values = Values(known)
    builder = StepBuilder(False, call.traits, Directives(""), values)
    first = Node({**SOURCE, "outputs": {"datasource_type": kind}}, asked["start_node_id"], title, "source")
    outputs: dict[str, Any] = {} if failed else {"chunk_structure": "text_model", "preview": []}
    status, error = ("failed", "<<error>>") if failed else ("succeeded", None)
    steps = [builder.begun("initial"), *builder.run(first), *builder.finished(status, outputs, error)]
    events = [fill(step.template, values) for step in steps]
    return [call.traits.known(event["event"], event) for event in events]


def streamed(call: KnowledgeCall, events: list[dict[str, Any]]) -> Response:
    """Events as a stream, with the emulator's delay between them."""

    async def frames() -> AsyncIterator[bytes]:
        for event in events:
            await asyncio.sleep(call.state.options.delay)
            yield frame(event)

    return StreamingResponse(frames(), 200, media_type="text/event-stream; charset=utf-8")
