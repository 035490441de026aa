"""Knowledge pipelines."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from starlette.responses import Response, StreamingResponse

from .._answers import frame
from .._app_info import moment
from .._errors import Refusal, invalid_param
from .._files import sent_file, store
from .._nodes import Node
from .._spec import event_as_of, row
from .call import KnowledgeCall
from .documents import add, indexed_by, rule_of, source_of, store_text
from .indexing import FAIL
from .state import Dataset, Source, new_id

#: The first nodes of every pipeline by id: kind and title.
NODES = {"file": ("local_file", "File"), "site": ("website_crawl", "Website")}

#: Fields of the end of a run that an answer in one piece does not have.
ONLY_STREAMED = frozenset({"created_by", "exceptions_count", "files"})


def pipeline_of(call: KnowledgeCall, dataset: Dataset) -> str:
    """The id of the pipeline, or 400."""
    if dataset.pipeline_id is None:
        raise invalid_param("Pipeline not found")
    return dataset.pipeline_id


async def upload_pipeline_file(call: KnowledgeCall) -> Any:
    """A file for a run."""
    stored = await store(call.state, await sent_file(call), "", call.state.account_id)
    shown = {"size": len(stored.content), "created_by": call.state.account_id}
    return row("PipelineFile", stored, **shown, created_at=moment(stored.created_at))


async def list_datasource_plugins(call: KnowledgeCall) -> Any:
    """The first nodes of the pipeline."""
    dataset = call.dataset()
    call.query()
    pipeline_of(call, dataset)
    return [
        row(
            "DatasourcePlugin",
            node_id=node,
            plugin_id=f"emulator/{kind}",
            provider_name=kind,
            datasource_type=kind,
            title=title,
            user_input_variables=[],
            credentials=[],
        )
        for node, (kind, title) in NODES.items()
    ]


async def run_datasource_node(call: KnowledgeCall) -> Response:
    """Always a stream."""
    dataset, asked = call.dataset(), await call.body()
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
    count = {"total": 2, "completed": 2, "time_consuming": 0.1}
    begun = [{"event": "datasource_processing", "total": 2, "completed": done} for done in (0, 1)]
    return [*begun, {"event": "datasource_completed", "data": pages, **count}]


async def run_pipeline(call: KnowledgeCall) -> Response:
    """A published pipeline makes documents, a draft only runs."""
    dataset, asked = call.dataset(), await call.body()
    pipeline = pipeline_of(call, dataset)
    if asked["start_node_id"] not in NODES:
        raise Refusal(500, "pipeline_run_error", "Datasource node data not found")
    if asked["is_published"]:
        return call.in_one_piece(documents_of(call, dataset, asked))
    events = draft_run(call, pipeline, asked)
    if asked["response_mode"] == "streaming":
        return streamed(call, events)
    last = events[-1]
    data = {name: value for name, value in last["data"].items() if name not in ONLY_STREAMED}
    ended = {name: last[name] for name in ("task_id", "workflow_run_id")}
    return call.in_one_piece({**ended, "data": data})


def documents_of(call: KnowledgeCall, dataset: Dataset, asked: dict[str, Any]) -> dict[str, Any]:
    """The documents of a published pipeline, one for each item of the request."""
    batch, rows = call.knowledge.new_batch(call.now), []
    for info in asked["datasource_info_list"]:
        document = add(call.state, dataset, _source(call, info), rule_of(call, dataset, None), batch)
        document.created_from = "rag-pipeline"
        indexed_by(call, dataset, document)
        shown = {"data_source_type": asked["datasource_type"], "data_source_info": info}
        rows.append(row("PipelineDocument", document, **shown, indexing_status="waiting"))
    of = row("PipelineDataset", dataset, chunk_structure="text_model")
    return {"batch": batch, "dataset": of, "documents": rows}


def _source(call: KnowledgeCall, info: dict[str, Any]) -> Source:
    """The content of an upload, or an invented text of a web page."""
    stored = call.state.files.get(str(info.get("reference") or info.get("related_id")))
    if stored is None:
        page = info.get("page")
        named = [info.get("name"), info.get("title"), info.get("url")]
        named += [page.get("page_name")] if isinstance(page, dict) else []
        name = next((str(said) for said in named if said), "Untitled")
        stored = store_text(call.state, name, f"The contents of {name}")
    return source_of(stored, stored.extension or "txt")


def draft_run(call: KnowledgeCall, pipeline: str, asked: dict[str, Any]) -> list[dict[str, Any]]:
    """The events of the run of a draft."""
    now, failed, id = int(call.now), FAIL in str(asked["inputs"]), new_id()
    account, (kind, title) = call.state.account_id, NODES[asked["start_node_id"]]
    system = {"files": [], "user_id": account, "app_id": pipeline, "workflow_id": pipeline}
    inputs = {f"sys.{name}": value for name, value in {**system, "workflow_run_id": id}.items()}
    outputs = {"datasource_type": kind}
    first = Node(asked["start_node_id"], "datasource", title, 0.1, outputs=outputs)
    first.begin(now)
    first.end(now)
    end: dict[str, Any] = {"status": "succeeded", "outputs": {"chunk_structure": "text_model", "preview": []}}
    if failed:
        end = {"status": "failed", "outputs": {}, "error": "The pipeline failed."}
    numbers = {"total_tokens": 0, "total_steps": 1, "exceptions_count": 0, "elapsed_time": 0.2}
    by = {"created_by": {"id": account, "user": account}, "created_at": now, "finished_at": now}
    begun = {"inputs": {**asked["inputs"], **inputs}, "created_at": now, "reason": "initial"}
    run = {"id": id, "workflow_id": pipeline, "sequence_number": 1}
    told = {
        "workflow_started": row("WorkflowStartedData", **run, **begun),
        "node_started": first.started(),
        "node_finished": first.finished(),
        "workflow_finished": row("WorkflowFinishedData", **run, **end, **numbers, **by, files=[]),
    }
    ids = {"workflow_run_id": id, "task_id": new_id()}
    return [
        event_as_of({"event": name, **ids, "data": data}, call.options.release) for name, data in told.items()
    ]


def streamed(call: KnowledgeCall, events: list[dict[str, Any]]) -> Response:
    """Events as a stream, with the emulator's delay between them."""

    async def frames() -> AsyncIterator[bytes]:
        for event in events:
            await asyncio.sleep(call.state.options.delay)
            yield frame(event)

    return StreamingResponse(frames(), 200, media_type="text/event-stream; charset=utf-8")
