# Made from dify_ext/_async/stream.py by scripts/regenerate: change that one.
"""A streamed answer: bytes, events, and the answer they add up to."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from typing import Any, cast

import attrs
import httpx
from dify_api.models.human_input_form import HumanInputForm
from dify_api.types import WrongShape

from dify_ext._answers import ChatAnswer, ChatFold
from dify_ext._calls import Call, decode_error
from dify_ext._logging import logger
from dify_ext._sse import SSEDecoder
from dify_ext._sync import _io
from dify_ext._sync.session import Session
from dify_ext.errors import (
    DifyError,
    StreamIncomplete,
    StreamStalled,
    error_from_transport,
)
from dify_ext.events import Event, parse_event

_STOP_TIMEOUT = 5.0


@attrs.define
class _Run:
    """One run and its connection: what the stream and the reader of its bytes share. It does not know the stream, so
    that a stream nobody holds any more is closed at once.
    """

    session: Session
    call: Call[Any]
    stop_call: Callable[[str], Call[None]]
    fold: ChatFold = attrs.field(factory=ChatFold)
    response: httpx.Response | None = None
    text: str = ""  # what the last event added to the answer
    stop_wanted: bool = False
    stop_sent: bool = False
    ended: bool = False
    error: BaseException | None = None

    def stop(self, **options: Any) -> None:
        """Ask the server to stop, once; later, where the task id is not known yet."""
        task_id = self.fold.task_id
        self.stop_wanted = task_id is None
        if task_id is None or self.stop_sent:
            return
        self.stop_sent = True
        call = self.stop_call(task_id)
        try:
            self.session.execute(attrs.evolve(call, request={**call.request, **options}))
        except BaseException:
            self.stop_sent = False  # it may be asked for again
            raise

    def try_to_stop(self) -> None:
        """The same where nobody waits for the outcome, nor should for long."""
        limits = self.session.options.timeout.as_dict()
        brief = {phase: min(_STOP_TIMEOUT, limit or _STOP_TIMEOUT) for phase, limit in limits.items()}
        try:
            self.stop(timeout=httpx.Timeout(**brief))
        except DifyError as error:
            logger.warning("the run %s could not be stopped and goes on: %s", self.fold.task_id, error)


class ChatStream:
    """A streamed answer: an iterator of typed events and a context manager; it sends on enter, or when first asked for
    an event.

    Leaving the ``with`` before the end closes the connection and stops the run on the server (``stop_on_exit=False``
    lets it run on). A stream merely forgotten is closed. It raises :class:`StreamFailed`, :class:`StreamIncomplete`,
    :class:`StreamStalled` with what had arrived in ``.partial``, and :class:`WorkflowFailed` at its end; it is never
    silently short.
    """

    def __init__(
        self, session: Session, call: Call[Any], stop_call: Callable[[str], Call[None]], *, stop_on_exit: bool
    ) -> None:
        self._run = _Run(session, call, stop_call)
        self._stop_on_exit = stop_on_exit
        self._events: Generator[Event | None, None, None] | None = None

    @property
    def headers(self) -> httpx.Headers | None:
        """The answer's headers, once it has begun."""
        return self._run.response.headers if self._run.response is not None else None

    @property
    def task_id(self) -> str | None:
        """The run's id for stopping it, as soon as known."""
        return self._run.fold.task_id

    @property
    def message_id(self) -> str | None:
        """The answer's message, as soon as known."""
        return self._run.fold.message_id

    @property
    def conversation_id(self) -> str | None:
        """The conversation, as soon as known: pass it with the next question to go on."""
        return self._run.fold.conversation_id

    @property
    def workflow_run_id(self) -> str | None:
        """The workflow run behind a chatflow's answer, as soon as known."""
        return self._run.fold.workflow_run_id

    @property
    def is_paused(self) -> bool:
        """Whether the run waits for a human: the stream ends whole, the answer does not."""
        return self._run.fold.is_paused

    @property
    def form(self) -> HumanInputForm | None:
        """What the human is asked, where the run asks one."""
        return self._run.fold.form

    @property
    def text_stream(self) -> Iterator[str]:
        """The answer's text as it arrives; the events in between are passed over."""
        return _Texts(self)

    def get_final_answer(self) -> ChatAnswer:
        """Read on to the end and give the whole answer; raises what reading raised."""
        for _ in self:
            pass
        if self._run.error is not None:
            raise self._run.error
        if not self._run.ended:
            raise StreamIncomplete("the stream was closed before its end", partial=self._run.fold.answer)
        return self._run.fold.answer

    def stop(self) -> None:
        """Ask the server to stop the run; iterate on to see its end. Before the task id is known it takes effect at the
        first event that has one.
        """
        self._run.stop()

    def close(self) -> None:
        """Close the connection; the run goes on."""
        if self._events is None:
            self._events = _nothing()
        self._events.close()

    def __enter__(self) -> ChatStream:
        self._open()
        return self

    def __exit__(self, *args: object) -> None:
        run = self._run
        left_early = not (run.ended or run.error or run.fold.whole)
        with _io.finishing(4 * _STOP_TIMEOUT):
            self.close()
            if left_early and self._stop_on_exit:
                run.try_to_stop()

    def __iter__(self) -> Iterator[Event]:
        return self

    def __next__(self) -> Event:
        events = self._open()
        event = next(events)
        assert event is not None
        return event

    def _open(self) -> Generator[Event | None, None, None]:
        if self._events is None:
            self._events = _read(self._run)
            next(self._events)
        return self._events


class _Texts:
    """A stream's text alone; left early, it leaves nothing behind that must be closed."""

    def __init__(self, stream: ChatStream) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        while True:
            next(self._stream)
            if self._stream._run.text:
                return self._stream._run.text


def _read(run: _Run) -> Generator[Event | None, None, None]:
    """Open the stream (then gives None), give its events, and see that it ends well. Closing this closes the
    connection.
    """
    try:
        response = run.response = run.session.send(_streamed(run.call.request), stream=True)
        try:
            if not _is_stream(response):
                raise run.session.unexpected(response, "an event stream was asked for")
            yield None
            with closing(_events(run, response)) as events:
                yield from events
            _judge_end(run)
        finally:
            response.close()
    except Exception as error:
        run.error = error
        raise
    run.ended = True


def _events(run: _Run, response: httpx.Response) -> Generator[Event, None, None]:
    stall_timeout = run.session.options.stall_timeout
    # From here on silence is judged by stall_timeout, not by the read timeout of ordinary calls: the transport below
    # looks here when it begins with the body.
    response.request.extensions["timeout"]["read"] = stall_timeout
    decoder = SSEDecoder()
    begun = False
    try:
        waiting_since = time.monotonic()
        with closing(cast(Generator[bytes, None, None], response.iter_bytes())) as chunks:
            for chunk in chunks:
                for sent in decoder.feed(chunk):
                    event = _event(sent.data)
                    if event is None:
                        continue
                    run.text = run.fold.add(event)
                    begun = True
                    if run.stop_wanted and run.fold.task_id:
                        run.try_to_stop()
                    yield event
                    waiting_since = time.monotonic()  # the reader's own time does not count
                if time.monotonic() - waiting_since > stall_timeout:
                    if run.fold.whole:
                        return
                    raise _stalled(run)
    except httpx.ReadTimeout as error:
        if not run.fold.whole:
            raise _stalled(run) from error
    except httpx.TransportError as error:
        _cut_short(run, begun, error_from_transport(error, response.request), error)
    except (httpx.DecodingError, ValueError, RecursionError) as error:  # WrongShape and EventTooLarge among them
        path = error.path if isinstance(error, WrongShape) else None
        _cut_short(run, begun, decode_error(response, f"the stream cannot be read: {error}", path), error)


def _event(data: str) -> Event | None:
    """The event of one data field; None for a ping."""
    value = json.loads(data)
    if not isinstance(value, dict):
        raise ValueError(f"its data is {type(value).__name__}, not an object")
    return None if value.get("event") == "ping" else parse_event(value)


def _cut_short(run: _Run, begun: bool, error: DifyError, cause: Exception) -> None:
    """Raise what a break means: nothing once the answer was whole, the failure itself before the first event."""
    error.__cause__ = cause
    if run.fold.whole:
        logger.warning("the stream of run %s broke after its answer was whole: %s", run.fold.task_id, error)
    elif not begun:
        raise error
    else:
        raise StreamIncomplete(f"the stream broke before its end: {error}", partial=run.fold.answer) from error


def _judge_end(run: _Run) -> None:
    if not run.fold.whole:
        raise StreamIncomplete("the stream ended before its closing event", partial=run.fold.answer)
    failure = run.fold.failure()
    if failure is not None:
        raise failure


def _stalled(run: _Run) -> StreamStalled:
    seconds = run.session.options.stall_timeout
    return StreamStalled(
        f"no event came for {seconds:g} seconds (stall_timeout); the run may still go on", partial=run.fold.answer
    )


def _streamed(request: dict[str, Any]) -> dict[str, Any]:
    return {**request, "headers": {**request.get("headers", {}), "Accept": "text/event-stream"}}


def _is_stream(response: httpx.Response) -> bool:
    kind: str = response.headers.get("content-type", "text/event-stream")
    return kind.partition(";")[0].strip().lower() == "text/event-stream"


def _nothing() -> Generator[Event | None, None, None]:
    """The events of a stream that was closed before it was opened."""
    empty: tuple[Event, ...] = ()
    yield from empty
