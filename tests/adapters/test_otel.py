"""Spans and metrics of calls and streams, by the SDK's in-memory exporters."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode, format_trace_id

from dify_ext import AsyncDify, Dify, NotFoundError, StreamFailed, StreamIncomplete
from dify_ext._core.observation import seam
from dify_ext._sync import _io
from dify_ext.adapters.otel import instrument, uninstrument
from tests.faults import runs, steps
from tests.faults.runs import ASK, CHATFLOW, EVENTS, RUN, WORKFLOW
from tests.faults.server import FaultServer

KEY = "app-secret0123456789"
USAGE = {
    "prompt_tokens": 12,
    "completion_tokens": 6,
    "total_tokens": 18,
    "total_price": "0.25",
    "currency": "USD",
}
END = steps.event("message_end", id="m1", metadata={"usage": USAGE})


class Seen:
    """What was traced and measured."""

    def __init__(self) -> None:
        self.spans_of, self.reader = InMemorySpanExporter(), InMemoryMetricReader()
        self.tracers = TracerProvider(shutdown_on_exit=False)
        self.tracers.add_span_processor(SimpleSpanProcessor(self.spans_of))
        self.meters = MeterProvider([self.reader], shutdown_on_exit=False)

    def instrument(self, **options: Any) -> None:
        instrument(tracer_provider=self.tracers, meter_provider=self.meters, **options)

    def spans(self) -> list[ReadableSpan]:
        found = list(self.spans_of.get_finished_spans())
        self.spans_of.clear()
        return found

    def metrics(self) -> dict[str, list[Any]]:
        data = self.reader.get_metrics_data()
        assert data is not None
        found = data.resource_metrics[0].scope_metrics[0].metrics
        return {metric.name: list(metric.data.data_points) for metric in found}


def said_of(span: ReadableSpan) -> dict[str, Any]:
    return dict(span.attributes or {})


def is_beneath(span: ReadableSpan, parent: Any) -> bool:
    return span.parent is not None and span.parent.span_id == parent.get_span_context().span_id


@pytest.fixture
def seen() -> Iterator[Seen]:
    seen = Seen()
    seen.instrument()
    yield seen
    uninstrument()
    assert seam.observer is None


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as server:
        yield server


@pytest.fixture
def dify(server: FaultServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dify]:
    monkeypatch.setattr(_io, "sleep", lambda seconds: None)
    with Dify(KEY, user="mrs-eve", base_url=server.url) as dify:
        yield dify


def test_a_streamed_run(server: FaultServer, dify: Dify, seen: Seen) -> None:
    """One span from its beginning to its end, the request beneath it, and the metrics."""
    server.on(ASK, steps.stream(*steps.WHOLE[:2], END))
    with seen.tracers.get_tracer("app").start_as_current_span("mine") as mine:
        assert dify.chat.send("my question").answer == "Hello"
    request, run, outer = seen.spans()
    assert (outer.name, run.name, request.name) == ("mine", "chat", "POST /v1/chat-messages")
    assert is_beneath(run, mine)
    assert is_beneath(request, run)
    said = said_of(run)
    assert 0 < said.pop("gen_ai.response.time_to_first_chunk") < 5
    assert said == {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "dify",
        "gen_ai.conversation.id": "c1",
        "gen_ai.response.id": "m1",
        "gen_ai.usage.input_tokens": 12,
        "gen_ai.usage.output_tokens": 6,
        "dify.task_id": "t1",
        "dify.mode": "chat",
        "dify.usage.total_tokens": 18,
        "dify.usage.total_price": 0.25,
        "dify.usage.currency": "USD",
    }
    assert said_of(request)["http.response.status_code"] == 200
    assert said_of(request)["url.full"] == f"{server.url}/v1/chat-messages"
    # Nothing of the content, no secret; the server is told of the trace.
    shown = "".join(span.to_json() for span in (request, run))
    assert not [word for word in ("question", "Hello", KEY, "mrs-eve") if word in shown]
    trace_id = format_trace_id(mine.get_span_context().trace_id)
    [sent] = server.of(ASK)
    assert sent.headers["x-trace-id"] == trace_id
    assert sent.headers["traceparent"].startswith(f"00-{trace_id}-")
    measured = seen.metrics()
    assert sorted(measured) == [
        "gen_ai.client.operation.duration",
        "gen_ai.client.operation.time_to_first_chunk",
        "gen_ai.client.token.usage",
        "http.client.request.duration",
    ]
    tokens = {p.attributes["gen_ai.token.type"]: p.sum for p in measured["gen_ai.client.token.usage"]}
    assert tokens == {"input": 12, "output": 6}


def test_content_only_on_request(server: FaultServer, dify: Dify, seen: Seen) -> None:
    """Questions, answers and end users are recorded if they are asked for; keys are masked even then."""
    seen.instrument(capture_content=True)
    server.on(ASK, steps.stream(*steps.WHOLE[:2], END))
    server.on(RUN, steps.stream(*WORKFLOW))
    dify.chat.send(f"my question {KEY}")
    dify.workflows.run({"n": 1})
    chat, flow = (said_of(span) for span in seen.spans() if span.name in ("chat", "invoke_workflow"))

    def said(text: Any) -> Any:
        return json.loads(str(text))[0]["parts"][0]["content"]

    assert said(chat["gen_ai.input.messages"]) == "my question ***"
    assert said(chat["gen_ai.output.messages"]) == "Hello"
    assert chat["user.id"] == "mrs-eve"
    assert said(flow["gen_ai.input.messages"]) == '{"n": 1}'
    assert said(flow["gen_ai.output.messages"]) == '{"out": "Hello, you"}'
    assert (flow["dify.status"], flow["dify.usage.total_tokens"]) == ("succeeded", 18)


def test_a_resumed_run(server: FaultServer, dify: Dify, seen: Seen) -> None:
    """All its requests are beneath its span, which has an event for each new connection."""
    server.on(ASK, steps.stream(*CHATFLOW[:5]))
    server.on(EVENTS, steps.stream(*runs.snapshot(CHATFLOW[:5]), *CHATFLOW[7:]))
    dify.chat.send("Hi", trace_id="mine")
    *requests, run = seen.spans()
    assert [event.name for event in run.events] == ["resume"]
    assert [span.name for span in requests] == ["POST /v1/chat-messages", "GET /v1/workflow/r1/events"]
    assert all(is_beneath(span, run) for span in requests)
    [asked] = server.of(ASK)
    assert "x-trace-id" not in asked.headers  # the user's own, in the body, would lose against it
    assert asked.json()["trace_id"] == "mine"


def test_retries_and_failures(server: FaultServer, dify: Dify, seen: Seen) -> None:
    """A retry is an event; a failure is the status and the type of the error."""
    server.on("GET /v1/meta", steps.reset, steps.json({"tool_icons": {}}))
    server.on("GET /v1/site", steps.refusal(404, "not_found", "no"))
    dify.app.meta()
    [retried] = seen.spans()
    [event] = retried.events
    assert event.attributes is not None
    assert (event.name, event.attributes["dify.retry.reason"]) == ("retry", "ReadError")
    assert said_of(retried)["http.request.resend_count"] == 1
    assert retried.status.status_code is StatusCode.UNSET
    with pytest.raises(NotFoundError):
        dify.app.site()
    [refused] = seen.spans()
    assert said_of(refused)["error.type"] == "404"
    assert refused.status.status_code is StatusCode.ERROR


def test_streams_that_end_badly(server: FaultServer, dify: Dify, seen: Seen) -> None:
    """Failed, broken, left early, forgotten: each span ends, once."""
    server.on(ASK, steps.stream(steps.event("error", status=400, code="bad", message="secret words")))
    server.on(ASK, steps.stream(steps.message("Hel")))
    server.on(ASK, *[steps.stream(steps.message("Hel"), steps.hold)] * 2)
    server.on("POST /v1/chat-messages/t1/stop", steps.json({"result": "success"}))
    with pytest.raises(StreamFailed):
        dify.chat.send("Hi")
    [failed] = (span for span in seen.spans() if span.name == "chat")
    assert "secret words" not in failed.to_json()
    assert said_of(failed)["error.type"] == "StreamFailed"
    assert said_of(failed)["dify.error.code"] == "bad"
    with pytest.raises(StreamIncomplete):
        dify.chat.send("Hi")
    [broken] = (span for span in seen.spans() if span.name == "chat")
    assert broken.status.status_code is StatusCode.ERROR
    with dify.chat.stream("Hi") as stream:
        next(stream)
    left = {span.name: span for span in seen.spans()}
    assert left["chat"].status.status_code is StatusCode.UNSET
    stop, run = left["POST /v1/chat-messages/t1/stop"], left["chat"]
    assert is_beneath(stop, run)
    forgotten = dify.chat.stream("Hi")
    next(forgotten)
    del forgotten
    assert "chat" in {span.name for span in seen.spans()}


async def test_the_asynchronous_client(server: FaultServer, seen: Seen) -> None:
    """The same; what the reader does between events is not beneath the run's span."""
    server.on(ASK, steps.stream(*steps.WHOLE[:2], END))
    tracer = seen.tracers.get_tracer("app")
    async with AsyncDify(KEY, user="mrs-eve", base_url=server.url) as dify, dify.chat.stream("Hi") as stream:
        async for _ in stream:
            with tracer.start_as_current_span("reader"):
                pass
    spans = seen.spans()
    assert sorted({span.name for span in spans}) == ["POST /v1/chat-messages", "chat", "reader"]
    assert all(span.parent is None for span in spans if span.name == "reader")
