"""Knowledge pipelines: files, sources and what they have, runs of the published pipeline and of its draft."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pytest_httpx import HTTPXMock

from dify_ext import (
    AsyncDify,
    BadRequestError,
    ConfigurationError,
    ConnectionFailed,
    ResponseDecodeError,
    StreamFailed,
    StreamIncomplete,
    WorkflowFailed,
)
from dify_ext.events import DatasourceCompletedEvent, DatasourceProcessingEvent, UnknownEvent
from tests.faults import steps
from tests.faults.clients import AsyncEventually
from tests.faults.server import FaultServer

URL = "https://dify.example.com/v1"
PIPELINE = f"{URL}/datasets/d/pipeline"
NODE_RUN = "POST /v1/datasets/d/pipeline/datasource/nodes/n/run"
RUN: dict[str, Any] = {
    "start_node_id": "n",
    "datasource_type": "local_file",
    "datasource_info_list": [{"reference": "f", "name": "a.txt"}],
}


def make(base_url: str = URL) -> AsyncDify:
    return AsyncDify("dataset-key", base_url=base_url, max_retries=0)


def stream_of(*events: dict[str, Any]) -> bytes:
    return b"".join(b"data: " + json.dumps(event).encode() + b"\n\n" for event in events)


PROCESSING = {"event": "datasource_processing", "total": 2, "completed": 1}
PAGES = [{"source_url": "https://a.example", "title": "A"}, {"source_url": "https://b.example", "title": "B"}]
COMPLETED = {
    "event": "datasource_completed",
    "data": PAGES,
    "total": 2,
    "completed": 2,
    "time_consuming": 1.5,
}


async def test_upload(httpx_mock: HTTPXMock) -> None:
    """A file is a form with that one part: no end user; the time comes as text."""
    httpx_mock.add_response(
        url=f"{URL}/datasets/pipeline/file-upload",
        method="POST",
        status_code=201,
        json={"id": "f", "name": "p.txt", "size": 12, "created_at": "2026-11-20T11:45:38.695114"},
    )
    told: list[tuple[int, int | None]] = []
    async with make() as dify:
        file = await dify.pipeline.upload_file(
            ("p.txt", b"hello, world", "text/plain"), progress=lambda done, total: told.append((done, total))
        )
    assert (file.id, file.created_at) == ("f", "2026-11-20T11:45:38.695114")
    assert told[-1] == (12, 12)
    body = httpx_mock.get_requests()[0].read()
    assert body.count(b"Content-Disposition") == 1
    assert b'name="file"; filename="p.txt"' in body
    assert b"hello, world" in body


async def test_sources(httpx_mock: HTTPXMock) -> None:
    """A bare list of sources; the draft's on request."""
    source = {
        "node_id": "n",
        "datasource_type": "website_crawl",
        "user_input_variables": [{"variable": "url", "required": True}],
        "credentials": [{"id": "c", "name": "mine", "type": "api-key", "is_default": True}],
    }
    httpx_mock.add_response(url=f"{PIPELINE}/datasource-plugins", json=[source])
    httpx_mock.add_response(url=f"{PIPELINE}/datasource-plugins?is_published=false", json=[])
    async with make() as dify:
        (found,) = await dify.pipeline.datasource_plugins("d")
        assert (found.node_id, found.datasource_type) == ("n", "website_crawl")
        assert found.user_input_variables == source["user_input_variables"]
        assert [each.is_default for each in found.credentials or []] == [True]
        assert await dify.pipeline.datasource_plugins("d", is_published=False) == []


async def test_a_source_tells_what_it_has(httpx_mock: HTTPXMock) -> None:
    """Typed events, an unknown one among them, to the end of the stream;
    what is asked goes out as one expects.
    """
    news = {"event": "datasource_news", "n": 1}
    httpx_mock.add_response(
        content=stream_of(PROCESSING, news, COMPLETED),
        headers={"Content-Type": "text/event-stream; charset=utf-8"},
    )
    async with (
        make() as dify,
        dify.pipeline.run_datasource_node(
            "d", "n", datasource_type="website_crawl", inputs={"url": "https://a.example"}, credential_id="c"
        ) as stream,
    ):
        events = [event async for event in stream]
    processing, unknown, completed = events
    assert isinstance(processing, DatasourceProcessingEvent)
    assert (processing.total, processing.completed) == (2, 1)
    assert isinstance(unknown, UnknownEvent)
    assert isinstance(completed, DatasourceCompletedEvent)
    assert (completed.data, completed.time_consuming, completed.to_dict()) == (PAGES, 1.5, COMPLETED)
    request = httpx_mock.get_requests()[0]
    assert (request.method, str(request.url)) == ("POST", f"{PIPELINE}/datasource/nodes/n/run")
    assert json.loads(request.content) == {
        "inputs": {"url": "https://a.example"},
        "datasource_type": "website_crawl",
        "credential_id": "c",
        "is_published": True,
    }


async def test_a_source_that_fails(httpx_mock: HTTPXMock) -> None:
    """The failure comes as an event of a stream that was answered with 200:
    it raises, with what had been found.
    """
    httpx_mock.add_response(
        content=stream_of(PROCESSING, COMPLETED, {"event": "datasource_error", "error": "no credits left"}),
        headers={"Content-Type": "text/event-stream"},
    )
    seen = []
    async with make() as dify:
        with pytest.raises(StreamFailed, match="no credits left") as caught:
            async for event in dify.pipeline.run_datasource_node("d", "n", datasource_type="website_crawl"):
                seen.append(event.event)
    assert seen == ["datasource_processing", "datasource_completed"]
    assert caught.value.partial == [PAGES]


@pytest.mark.parametrize("sent", [(), (PROCESSING,), (COMPLETED, PROCESSING)])
async def test_a_source_that_ends_without_a_result(
    sent: tuple[dict[str, Any], ...], httpx_mock: HTTPXMock
) -> None:
    """A stream that ends while the source was still being read is never silently short."""
    httpx_mock.add_response(content=stream_of(*sent), headers={"Content-Type": "text/event-stream"})
    async with make() as dify:
        with pytest.raises(StreamIncomplete) as caught:
            _ = [
                event
                async for event in dify.pipeline.run_datasource_node("d", "n", datasource_type="online_drive")
            ]
    assert caught.value.partial == [each["data"] for each in sent if "data" in each]


@pytest.mark.parametrize("sent", [PROCESSING, COMPLETED], ids=["before a result", "after one of several"])
async def test_a_source_whose_connection_breaks(sent: dict[str, Any], server: FaultServer) -> None:
    """It is incomplete, for only the connection's end tells that no other result follows; and it is not
    asked for again, for nothing can take such a stream up.
    """
    server.on(NODE_RUN, steps.stream(stream_of(sent), steps.reset, finish=False))
    async with make(server.url) as dify:
        with pytest.raises(StreamIncomplete) as caught:
            _ = [
                event
                async for event in dify.pipeline.run_datasource_node("d", "n", datasource_type="online_drive")
            ]
    assert isinstance(caught.value.__cause__, ConnectionFailed)
    assert caught.value.partial == ([PAGES] if sent is COMPLETED else [])
    assert len(server.requests) == 1


async def test_a_source_that_is_left(server: FaultServer) -> None:
    """Leaving closes the connection and asks nothing more of the server, which could not be asked to stop."""
    server.on(
        NODE_RUN, steps.stream(stream_of(PROCESSING), lambda connection: connection.hold(), finish=False)
    )
    async with (
        make(server.url) as dify,
        dify.pipeline.run_datasource_node("d", "n", datasource_type="online_drive") as stream,
    ):
        assert (await anext(stream)).event == "datasource_processing"
        await stream.stop()
    await AsyncEventually(server.connections[0].gone.is_set)
    assert len(server.requests) == 1


async def test_a_published_pipeline_answers_at_once(httpx_mock: HTTPXMock) -> None:
    """It gives the documents that are to come, and the batch to ask about them."""
    httpx_mock.add_response(
        url=f"{PIPELINE}/run",
        method="POST",
        json={
            "batch": "20261120",
            "dataset": {"id": "d", "name": "n", "chunk_structure": "text_model"},
            "documents": [
                {"id": "o", "position": 1, "indexing_status": "waiting", "data_source_info": {"a": 1}}
            ],
        },
    )
    async with make() as dify:
        run = await dify.pipeline.run("d", **RUN, inputs={"size": 500})
    assert (run.batch, run.dataset and run.dataset.id) == ("20261120", "d")
    assert [(document.id, document.indexing_status) for document in run.documents or []] == [("o", "waiting")]
    assert json.loads(httpx_mock.get_requests()[0].content) == {
        **RUN,
        "inputs": {"size": 500},
        "is_published": True,
        "response_mode": "blocking",
    }


async def test_a_draft_in_one_piece(httpx_mock: HTTPXMock) -> None:
    """A draft is waited for; where it failed, which the server answers with 200, it raises with the run."""
    ended = {"id": "r", "status": "succeeded", "outputs": {"chunks": 3}}
    httpx_mock.add_response(json={"task_id": "t", "workflow_run_id": "r", "data": ended})
    failed = {"id": "r", "status": "failed", "error": "no model"}
    httpx_mock.add_response(json={"task_id": "t", "workflow_run_id": "r", "data": failed})
    async with make() as dify:
        run = await dify.pipeline.run("d", **RUN, is_published=False)
        assert run.data is not None
        assert (run.workflow_run_id, run.data.outputs) == ("r", {"chunks": 3})
        with pytest.raises(WorkflowFailed, match="no model") as caught:
            await dify.pipeline.run("d", **RUN, is_published=False)
    assert caught.value.partial.task_id == "t"
    assert json.loads(httpx_mock.get_requests()[0].content)["is_published"] is False


async def test_a_draft_as_a_stream(httpx_mock: HTTPXMock) -> None:
    """A draft streams a workflow's events, and its result."""
    ids = {"task_id": "t", "workflow_run_id": "r"}
    httpx_mock.add_response(
        content=stream_of(
            {"event": "workflow_started", **ids, "data": {"id": "r", "status": "running"}},
            {
                "event": "workflow_finished",
                **ids,
                "data": {"id": "r", "status": "succeeded", "outputs": {"n": 1}},
            },
        ),
        headers={"Content-Type": "text/event-stream"},
    )
    async with make() as dify, dify.pipeline.stream("d", **RUN) as stream:
        assert [event.event async for event in stream] == ["workflow_started", "workflow_finished"]
        result = await stream.get_final_result()
    assert (result.status, result.outputs, result.workflow_run_id) == ("succeeded", {"n": 1}, "r")
    sent = json.loads(httpx_mock.get_requests()[0].content)
    assert (sent["is_published"], sent["response_mode"]) == (False, "streaming")


async def test_one_piece_where_a_stream_was_asked_for(httpx_mock: HTTPXMock) -> None:
    """A server that does not stream a draft is said, not read as a stream without events."""
    httpx_mock.add_response(json={"batch": "b", "documents": []})
    async with make() as dify:
        with pytest.raises(ResponseDecodeError, match="an event stream was asked for"):
            async with dify.pipeline.stream("d", **RUN):
                pass


async def test_a_knowledge_base_without_a_pipeline(httpx_mock: HTTPXMock) -> None:
    """A refusal before a stream begins is what it is for any call."""
    httpx_mock.add_response(
        status_code=400,
        json={"code": "invalid_param", "message": "Pipeline not found", "status": 400},
        is_reusable=True,
    )
    async with make() as dify:
        with pytest.raises(BadRequestError, match="Pipeline not found"):
            await dify.pipeline.run("d", **RUN)
        with pytest.raises(BadRequestError, match="Pipeline not found"):
            async with dify.pipeline.run_datasource_node("d", "n", datasource_type="online_drive"):
                pass
        with pytest.raises(BadRequestError, match="Pipeline not found"):
            await dify.with_raw_response.pipeline.datasource_plugins("d")


async def test_what_is_no_source_is_not_sent() -> None:
    """An id alone is no entry: it is said before the call."""
    async with make() as dify:
        with pytest.raises(ConfigurationError, match="a mapping, got str"):
            await dify.pipeline.run("d", **{**RUN, "datasource_info_list": ["f"]})
