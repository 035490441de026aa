# Made from dify_ext/_async/batch_runs.py by scripts/regenerate: change that one.
"""The run of a row: how it begins, and how it is found again when its worker was killed."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import attrs
from dify_api.models.message import Message
from dify_api.models.workflow_run import WorkflowRun

from dify_ext import events
from dify_ext._batch.records import Kind
from dify_ext._core.release import release_of
from dify_ext._core.retry import pause
from dify_ext._streaming.accumulators import RunAccumulator, WorkflowAccumulator
from dify_ext._streaming.answers import ChatAnswer, paused
from dify_ext._streaming.chat_accumulator import ChatAccumulator
from dify_ext._streaming.run_calls import end_event, run_call
from dify_ext._streaming.run_steps import REMEMBERS_RUNS
from dify_ext._streaming.waiting import LONGEST_RUN, Polling
from dify_ext._sync import _io
from dify_ext._sync.resources.made.conversations import Conversations
from dify_ext._sync.resources.made.messages import Messages
from dify_ext._sync.session import Session
from dify_ext._sync.streams import EventStream
from dify_ext.errors import NotFoundError, RateLimitError, ServerError, StreamFailed, TransportError
from dify_ext.events import Event

_LOOKS = (0.0, 0.5, 1.5)  # seconds before each look for a run whose id is not known
_PATIENCE = 30.0  # seconds for a message whose answer is not there yet
_TRIES = 5

_IDS = ("workflow_run_id", "task_id", "message_id", "conversation_id")


@attrs.define
class Found:
    """The result of a run, and its price if the events tell it."""

    result: Any
    price: Decimal | None = None


class RowRun:
    """The run of one row: begins it, and follows it to its end."""

    def __init__(self, stream: EventStream[Any], on_send: Callable[[], None], *, can_trace: bool) -> None:
        self._stream, self._on_send, self._can_trace = stream, on_send, can_trace
        self._was_sent = False
        run = stream._run
        # The batch itself waits for a busy server, with all of its workers; the reader of the
        # stream keeps the client's number of retries.
        run.options = {**(run.options or {}), "max_retries": 0}
        if can_trace:
            run.call.request["extensions"] = {"trace": self._trace}

    @property
    def ids(self) -> dict[str, str]:
        """The ids of the run, as far as known."""
        accumulator = self._stream._run.accumulator
        found = {name: getattr(accumulator, name) for name in _IDS}
        return {name: value for name, value in found.items() if value}

    def follow(self, on_ids: Callable[[], None]) -> Found:
        """Begin the run and read it to its end.

        Args:
            on_ids: Called when the ids of the run are known.
        """
        price, knows = Decimal(0), False
        if not self._can_trace:
            self._on_send()
        stream = self._stream
        stream._run.protocol.is_hurried = True
        with stream:
            for event in stream:
                if not knows and self.ids:
                    knows = True
                    on_ids()
                price += _price_of(event)
        result = stream._run.accumulator.result
        if stream.is_paused:
            raise paused(result, stream.forms)
        return Found(result, price or None)

    def hang_up(self) -> None:
        """Close the connection; the run goes on."""
        self._stream.close()

    def _trace(self, name: str, info: Mapping[str, Any]) -> None:
        # httpcore says so right before it sends the body, without which no run begins.
        if not self._was_sent and name.endswith(".send_request_body.started"):
            self._on_send()
            self._was_sent = True


def begin(
    session: Session, kind: Kind, inputs: dict[str, Any], query: str | None, user: str, options: Any
) -> EventStream[Any]:
    """The stream of a row's run, which is not sent yet, and goes on when it is left.

    Args:
        session: The session.
        kind: The kind of batch.
        inputs: The values of the app's variables.
        query: The question of a chat.
        user: The end user.
        options: Options of the run.
    """
    if kind == "workflow":
        from dify_ext._sync.resources.made.workflows import Workflows

        return Workflows(session).stream(inputs, user=user, stop_on_exit=False, **options)
    if kind == "chat":
        from dify_ext._sync.resources.made.chat import Chat

        chat = Chat(session)
        return chat.stream(query or "", inputs=inputs, user=user, stop_on_exit=False, **options)
    from dify_ext._sync.resources.made.completion import Completion

    return Completion(session).stream(inputs, user=user, stop_on_exit=False, **options)


class Search:
    """Looks for runs that other workers began, or whose answer was lost."""

    def __init__(self, session: Session, kind: Kind) -> None:
        self._session = session
        self._kind: Kind = kind

    def find(self, ids: dict[str, str], user: str) -> Found | None:
        """The result of a run, once it has ended; None if the server does not know the run.

        Args:
            ids: The ids of the run, as far as known; those that are found are added.
            user: The end user of this run alone.

        Raises:
            DifyError: The run failed, or the server cannot be asked.
        """
        for seconds in _LOOKS:
            _io.sleep(seconds)
            if "workflow_run_id" in ids:
                return self._run_of(ids)
            if self._kind == "workflow":
                self._look_at_logs(ids, user)
            elif self._kind == "chat" and (found := self._look_at_messages(ids, user)) is not None:
                return found
        return self._run_of(ids) if "workflow_run_id" in ids else None

    def _look_at_logs(self, ids: dict[str, str], user: str) -> None:
        from dify_ext._sync.resources.made.workflows import Workflows

        logs = Workflows(self._session)
        page = _patient(lambda: logs.logs(created_by_end_user_session_id=user, limit=20))
        for row in page.data:
            # Older releases do not know this filter.
            if row.created_by_end_user and row.created_by_end_user.session_id == user and row.workflow_run:
                ids["workflow_run_id"] = row.workflow_run.id
                return

    def _look_at_messages(self, ids: dict[str, str], user: str) -> Found | None:
        conversations, messages = Conversations(self._session), Messages(self._session)
        if "conversation_id" not in ids:
            page = _patient(lambda: conversations.list(user=user, limit=1))
            if not page.data:
                return None
            ids["conversation_id"] = page.data[0].id
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                found = _patient(lambda: messages.list(ids["conversation_id"], user=user))
            except NotFoundError:
                return None
            message = next(iter(found.data), None)
            if message is not None and message.error:
                raise StreamFailed(None, None, message.error, partial=_answer(message))
            if message is not None and message.answer:
                return Found(_answer(message), _decimal(message.total_price))
            if time.monotonic() > until:
                return None
            _io.sleep(1.0)

    def _run_of(self, ids: dict[str, str]) -> Found | None:
        """The result of a workflow's run: the server is asked until it has ended."""
        asked = run_call(ids["workflow_run_id"])
        polling = Polling(max(self._session.options.stall_timeout, LONGEST_RUN))
        while True:
            try:
                answer = (_patient(lambda: self._session.send(asked))).response
            except NotFoundError:
                return None
            run: WorkflowRun = asked.decode(answer)
            event = end_event(run, ids.get("task_id"))
            if event is not None:
                return self._ended(run, event, ids)
            release = release_of(answer.headers.get("x-version"))
            forgets = release is not None and release < REMEMBERS_RUNS
            seconds = polling.next_pause(run, time.monotonic())
            if run.id is None or forgets or seconds is None:
                return None
            _io.sleep(seconds)

    def _ended(self, run: WorkflowRun, event: Event, ids: dict[str, str]) -> Found:
        is_chat = self._kind == "chat"
        accumulator: RunAccumulator[Any] = (
            ChatAccumulator("advanced-chat") if is_chat else WorkflowAccumulator()
        )
        for name, value in ids.items():
            setattr(accumulator, name, value)
        accumulator.is_taken_up = True
        accumulator.lose_text()
        accumulator.add(event)
        accumulator.complete_text()
        if accumulator.is_paused:
            raise paused(accumulator.result, accumulator.forms)
        failure = accumulator.failure()
        if failure is not None:
            raise failure
        return Found(accumulator.result)


def _patient(ask: Callable[[], Any]) -> Any:
    """The answer to a question that changes nothing; a busy or failing server is asked again."""
    for attempt in range(1, _TRIES):
        try:
            return ask()
        except (RateLimitError, ServerError, TransportError):
            _io.sleep(pause(attempt))
    return ask()


def _answer(message: Message) -> ChatAnswer:
    return ChatAnswer(
        answer=message.answer or "",
        message_id=message.id,
        conversation_id=message.conversation_id,
        created_at=message.created_at,
        agent_thoughts=list(message.agent_thoughts or ()),
    )


def _price_of(event: Event) -> Decimal:
    """The price that an event tells: of a workflow's node."""
    if not isinstance(event, events.NodeFinishedEvent) or event.data is None:
        return Decimal(0)
    metadata: Any = event.data.execution_metadata
    return _decimal(getattr(metadata, "total_price", None)) or Decimal(0)


def _decimal(value: Any) -> Decimal | None:
    try:
        return None if value is None else Decimal(str(value))
    except ArithmeticError:
        return None
