"""Tracing with OpenTelemetry: ``instrument()`` once, and each call and stream has a span.

    from dify_ext.adapters.otel import instrument

    instrument()

A streamed run (also inside ``send`` and ``run``) has a span by the conventions for generative AI,
from its beginning to its end, with tokens, price and the time to the first text. Each request has a
span by the conventions for HTTP, beneath it. It needs an extra: ``pip install 'dify-ext[otel]'``.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import httpx

from dify_ext._core.log import logger
from dify_ext._core.observation import seam
from dify_ext._core.operation_call import Call
from dify_ext._redaction import masked_text, shown
from dify_ext._streaming.duplicates import TEXT_EVENTS
from dify_ext._version import __version__
from dify_ext.errors import APIError, StreamFailed
from dify_ext.events import Event

try:
    from opentelemetry import metrics, propagate, trace
    from opentelemetry.metrics import MeterProvider
    from opentelemetry.trace import Span, SpanKind, Status, StatusCode, TracerProvider
except ImportError as error:  # pragma: no cover - the tests have it
    raise ImportError("tracing needs an extra: pip install 'dify-ext[otel]'") from error

_SCHEMA = "https://opentelemetry.io/schemas/1.37.0"
_RUNS = re.compile(r"^/v1/(chat-messages|completion-messages|workflows/(?:[^/]+/)?run)$")
_ID = re.compile(r"/(?:[0-9a-f]{8}-[0-9a-f-]{27}|\d+)(?=/|$)")
# The boundaries that the conventions recommend.
_SECONDS = (0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92)
_TOKENS = (1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864)


def instrument(
    *,
    tracer_provider: TracerProvider | None = None,
    meter_provider: MeterProvider | None = None,
    capture_content: bool = False,
) -> None:
    """Trace all clients of this process from now on; a second call replaces the first.

    Requests carry ``traceparent``, and those that begin a run also the trace as Dify's
    ``trace_id``, if it has none of its own. No span or metric has a key, token or cookie.

    Args:
        tracer_provider: Where spans go. None: the global provider.
        meter_provider: Where metrics go. None: the global provider.
        capture_content: Whether spans have the questions, inputs, answers and end users.
    """
    seam.observer = _Tracing(tracer_provider, meter_provider, capture_content)


def uninstrument() -> None:
    """Trace nothing any more; streams that are under way keep their spans."""
    seam.observer = None


class _Tracing:
    def __init__(
        self, tracers: TracerProvider | None, meters: MeterProvider | None, capture_content: bool
    ) -> None:
        self.capture_content = capture_content
        self.tracer = trace.get_tracer("dify_ext", __version__, tracers, _SCHEMA)
        meter = metrics.get_meter("dify_ext", __version__, meters, _SCHEMA)
        self.request_duration = meter.create_histogram(
            "http.client.request.duration",
            "s",
            "Duration of HTTP client requests.",
            explicit_bucket_boundaries_advisory=_SECONDS,
        )
        self.duration = meter.create_histogram(
            "gen_ai.client.operation.duration",
            "s",
            "GenAI operation duration.",
            explicit_bucket_boundaries_advisory=_SECONDS,
        )
        self.first_chunk = meter.create_histogram(
            "gen_ai.client.operation.time_to_first_chunk",
            "s",
            "Time to the first text of a stream.",
            explicit_bucket_boundaries_advisory=_SECONDS,
        )
        self.tokens = meter.create_histogram(
            "gen_ai.client.token.usage",
            "{token}",
            "Number of input and output tokens used.",
            explicit_bucket_boundaries_advisory=_TOKENS,
        )

    @contextmanager
    def request(self, request: httpx.Request, *, is_ours: bool) -> Iterator[_RequestSpan]:
        url, path = request.url, shown(request.url.path)
        template = _ID.sub("/{id}", path)
        where: dict[str, Any] = {
            "http.request.method": request.method,
            "server.address": url.host,
            "server.port": url.port or (443 if url.scheme == "https" else 80),
            "url.template": template,
        }
        attributes = {**where, "url.full": f"{url.scheme}://{url.netloc.decode('ascii')}{path}"}
        started = time.monotonic()
        with self.tracer.start_as_current_span(
            f"{request.method} {template}",
            kind=SpanKind.CLIENT,
            attributes=attributes,
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            if is_ours:
                _propagate(request, span)
            observer = _RequestSpan(span, where)
            try:
                yield observer
            except Exception as error:
                where["error.type"] = type(error).__name__
                _failed(span, error)
                raise
            finally:
                self.request_duration.record(time.monotonic() - started, where)

    def run(self, call: Call[Any]) -> _RunSpan:
        return _RunSpan(self, call)


class _RequestSpan:
    def __init__(self, span: Span, where: dict[str, Any]) -> None:
        self._span = span
        self._where = where
        self._retries = 0

    def retrying(self, reason: str, wait: float) -> None:
        self._retries += 1
        self._span.set_attribute("http.request.resend_count", self._retries)
        self._span.add_event(
            "retry",
            {
                "http.request.resend_count": self._retries,
                "dify.retry.reason": reason,
                "dify.retry.wait": wait,
            },
        )

    def answered(self, response: httpx.Response) -> None:
        span, status = self._span, response.status_code
        self._where["http.response.status_code"] = status
        span.set_attribute("http.response.status_code", status)
        for name, header in (("dify.request_id", "x-request-id"), ("dify.version", "x-version")):
            if header in response.headers:
                span.set_attribute(name, response.headers[header])
        if status >= 400:
            self._where["error.type"] = str(status)
            span.set_attribute("error.type", str(status))
            span.set_status(Status(StatusCode.ERROR))


class _RunSpan:
    """The span of one streamed run."""

    def __init__(self, tracing: _Tracing, call: Call[Any]) -> None:
        self._tracing = tracing
        self._started = time.monotonic()
        self._first: float | None = None
        path = call.request["url"]
        operation = "invoke_workflow"
        if path == "/v1/chat-messages":
            operation = "chat"
        elif path == "/v1/completion-messages":
            operation = "text_completion"
        self._kind = {"gen_ai.operation.name": operation, "gen_ai.provider.name": "dify"}
        self.span = tracing.tracer.start_span(operation, kind=SpanKind.CLIENT, attributes=self._kind)
        body = call.request.get("json")
        if tracing.capture_content and isinstance(body, Mapping):
            said = body["query"] if "query" in body else _as_json(body.get("inputs"))
            self._set("gen_ai.input.messages", _messages("user", said))
            self._set("user.id", body.get("user"))

    def inside(self) -> AbstractContextManager[object]:
        return trace.use_span(self.span, record_exception=False, set_status_on_exception=False)

    def event(self, event: Event) -> None:
        if self._first is None and type(event) in TEXT_EVENTS:
            self._first = time.monotonic() - self._started
            self.span.set_attribute("gen_ai.response.time_to_first_chunk", self._first)
            self._tracing.first_chunk.record(self._first, self._kind)

    def resuming(self) -> None:
        self.span.add_event("resume")

    def ended(self, result: Any, error: BaseException | None) -> None:
        # A stream may be ended by the garbage collector, where an exception would be lost.
        try:
            self._describe(result)
            if error is not None:
                self._kind["error.type"] = type(error).__name__
                _failed(self.span, error)
            self._tracing.duration.record(time.monotonic() - self._started, self._kind)
        except Exception:
            logger.exception("a stream could not be traced")
        finally:
            self.span.end()

    def _describe(self, result: Any) -> None:
        self._set("gen_ai.conversation.id", getattr(result, "conversation_id", None))
        self._set("gen_ai.response.id", getattr(result, "message_id", None))
        for name in ("task_id", "workflow_run_id", "mode", "status"):
            self._set(f"dify.{name}", getattr(result, name, None))
        usage = getattr(result, "usage", None)
        total = getattr(usage, "total_tokens", None) or getattr(result, "total_tokens", None)
        self._set("dify.usage.total_tokens", total)
        self._set("dify.usage.total_price", _number(getattr(usage, "total_price", None)))
        self._set("dify.usage.currency", getattr(usage, "currency", None))
        for kind, name in (("input", "prompt_tokens"), ("output", "completion_tokens")):
            count = getattr(usage, name, None)
            self._set(f"gen_ai.usage.{kind}_tokens", count)
            if count is not None:
                self._tracing.tokens.record(count, {**self._kind, "gen_ai.token.type": kind})
        if self._tracing.capture_content:
            said = getattr(result, "answer", None)
            if said is None:
                said = _as_json(getattr(result, "outputs", result))
            self._set("gen_ai.output.messages", _messages("assistant", said))

    def _set(self, name: str, value: Any) -> None:
        if value is not None:
            self.span.set_attribute(name, value)


def _propagate(request: httpx.Request, span: Span) -> None:
    propagate.inject(request.headers)
    context = span.get_span_context()
    if not context.is_valid or request.method != "POST" or not _RUNS.match(request.url.path):
        return
    # Dify prefers the header to the field of the body, which is the user's own.
    if "x-trace-id" not in request.headers and b'"trace_id"' not in request.content:
        request.headers["X-Trace-Id"] = trace.format_trace_id(context.trace_id)


def _failed(span: Span, error: BaseException) -> None:
    code = error.code if isinstance(error, APIError | StreamFailed) else None
    span.set_attribute("error.type", type(error).__name__)
    if code:
        span.set_attribute("dify.error.code", code)
    span.set_status(Status(StatusCode.ERROR, type(error).__name__))


def _messages(role: str, content: Any) -> str:
    message = {"role": role, "parts": [{"type": "text", "content": masked_text(str(content))}]}
    return json.dumps([message], ensure_ascii=False)


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _number(price: Any) -> float | None:
    try:
        return float(price)
    except (TypeError, ValueError):
        return None
