# Made from dify_ext/_async/batch_runs.py by scripts/regenerate: change that one.
"""The run of a row: how it begins, and how it is found again when its worker was killed."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from decimal import Decimal
from typing import Any, Final, TypeAlias

from dify_api.models import WorkflowRun

from dify_ext import events
from dify_ext._batch.records import Kind, number_of
from dify_ext._core.options import RequestOptions
from dify_ext._core.release import release_of
from dify_ext._streaming.accumulators import RunAccumulator, WorkflowAccumulator
from dify_ext._streaming.answers import ChatAnswer, WorkflowResult, paused
from dify_ext._streaming.chat_accumulator import ChatAccumulator
from dify_ext._streaming.run_calls import end_event, run_call
from dify_ext._streaming.run_steps import REMEMBERS_RUNS
from dify_ext._streaming.waiting import LONGEST_RUN, Polling
from dify_ext._sync.resources.made.chat import Chat
from dify_ext._sync.resources.made.completion import Completion
from dify_ext._sync.resources.made.conversations import Conversations
from dify_ext._sync.resources.made.messages import Messages
from dify_ext._sync.resources.made.workflows import Workflows
from dify_ext._sync.session import Session
from dify_ext._sync.streams import EventStream
from dify_ext.errors import NotFoundError, StreamFailed
from dify_ext.events import Event

Found: TypeAlias = tuple[WorkflowResult | ChatAnswer, Decimal | None]
"""The result of a run, and its price if that is told beside it."""

# Seconds before each look for a run whose id is not known: most releases log it when it ends.
_LOOKS = (0.0, 0.5, 1.5, 3.0, 10.0, 15.0)
_PATIENCE: Final = 30.0  # seconds for a message whose answer is not there yet
_PATIENT: Final[RequestOptions] = {"max_retries": 4}  # for requests that change nothing
_IDS: Final = ("workflow_run_id", "task_id", "message_id", "conversation_id")


class RowRun:
    """The run of one row: begins it, and follows it to its end. It goes on when it is left."""

    def __init__(
        self,
        session: Session,
        kind: Kind,
        inputs: dict[str, Any],
        query: str | None,
        user: str,
        options: RequestOptions,
    ) -> None:
        settings: dict[str, Any] = {"user": user, "stop_on_exit": False, **options}
        stream: EventStream[Any]
        if kind == "chat":
            stream = Chat(session).stream(query or "", inputs=inputs, **settings)
        elif kind == "workflow":
            stream = Workflows(session).stream(inputs, **settings)
        else:
            stream = Completion(session).stream(inputs, **settings)
        self._stream, self._run = stream, stream._run
        self._run.protocol.wants_result_only = True
        # The batch itself waits for a busy server, with all of its workers; the reader of the
        # stream keeps the client's number of retries.
        self._run.options = {**options, "max_retries": 0}
        self._can_trace = session.connections.is_own
        self._was_sent = False
        self.is_opening = False
        """Whether the server was asked for the run, and has said nothing yet."""

    @property
    def ids(self) -> dict[str, str]:
        """The ids of the run, as far as known."""
        return {name: value for name in _IDS if (value := getattr(self._run.accumulator, name))}

    def follow(self, mark: Callable[[], None]) -> Found:
        """Begin the run and read it to its end.

        Args:
            mark: Called when the run begins, and when its ids are known.
        """
        price, knows = Decimal(0), False
        with nullcontext():
            self._mark = mark
            if self._can_trace:
                self._run.call.request["extensions"] = {"trace": self._trace}
            else:
                self._open()
            with self._stream as stream:
                for event in stream:
                    if not knows and self.ids:
                        knows = True
                        mark()
                        self._heard()
                    price += _price_of(event)
        result = self._run.result
        if self._stream.is_paused:
            raise paused(result, self._stream.forms)
        return result, price or None

    def _trace(self, name: str, info: Mapping[str, Any]) -> None:
        # httpcore says so right before it sends the body, without which no run begins.
        if not self._was_sent and name.endswith(".send_request_body.started"):
            self._open()

    def _open(self) -> None:
        self._was_sent = True
        self._mark()
        self.is_opening = True

    def _heard(self) -> None:
        self.is_opening = False

    def hang_up(self) -> None:
        """Read no more of a run whose worker is to end; the run goes on."""
        self._heard()
        self._stream.close()


class Search:
    """Looks for runs that other workers began, or whose answer was lost."""

    def __init__(self, session: Session, kind: Kind, sleep: Callable[[float], object]) -> None:
        self._session, self._sleep = session, sleep
        self._kind: Kind = kind

    def find(self, ids: dict[str, str], user: str) -> Found | None:
        """The result of a run, once it has ended; None if the server does not know the run.

        An error says that the run failed, or that the server cannot be asked.

        Args:
            ids: The ids of the run, as far as known; those that are found are added.
            user: The end user of this run alone.
        """
        if self._kind == "completion":  # no release lists its messages
            return None
        for seconds in _LOOKS:
            self._sleep(seconds)
            if self._kind == "workflow" and "workflow_run_id" not in ids:
                self._look_at_logs(ids, user)
            if "workflow_run_id" in ids:
                return self._run_of(ids)
            if self._kind == "chat" and (found := self._look_at_messages(ids, user)) is not None:
                return found
        return None

    def _look_at_logs(self, ids: dict[str, str], user: str) -> None:
        logs = Workflows(self._session).logs
        page = logs(created_by_end_user_session_id=user, limit=20, **_PATIENT)
        for row in page.data:
            # Older releases do not know this filter.
            run = row.workflow_run
            if run and run.id and row.created_by_end_user and row.created_by_end_user.session_id == user:
                ids["workflow_run_id"] = run.id
                return

    def _look_at_messages(self, ids: dict[str, str], user: str) -> Found | None:
        conversations, messages = Conversations(self._session), Messages(self._session)
        if "conversation_id" not in ids:
            page = conversations.list(user=user, limit=1, **_PATIENT)
            if not page.data:
                return None
            ids["conversation_id"] = page.data[0].id
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                found = messages.list(ids["conversation_id"], user=user, **_PATIENT)
            except NotFoundError:
                return None
            for message in found.data:
                answer = ChatAnswer(
                    answer=message.answer or "",
                    message_id=message.id,
                    conversation_id=message.conversation_id,
                    created_at=message.created_at,
                    agent_thoughts=list(message.agent_thoughts or ()),
                )
                if message.error:
                    raise StreamFailed(None, None, message.error, partial=answer)
                if message.answer:
                    return answer, number_of(message.total_price)
            if time.monotonic() > until:
                return None
            self._sleep(1.0)

    def _run_of(self, ids: dict[str, str]) -> Found | None:
        """The result of a workflow's run: the server is asked until it has ended."""
        asked = run_call(ids["workflow_run_id"])
        polling = Polling(max(self._session.options.stall_timeout, LONGEST_RUN))
        while True:
            try:
                answer = (self._session.send(asked, _PATIENT)).response
            except NotFoundError:
                return None
            run: WorkflowRun = asked.decode(answer)
            event = end_event(run, ids.get("task_id"))
            if event is not None:
                return self._ended(event, ids), None
            release = release_of(answer.headers.get("x-version"))
            forgets = release is not None and release < REMEMBERS_RUNS
            seconds = polling.next_pause(run, time.monotonic())
            if run.id is None or forgets or seconds is None:
                return None
            self._sleep(seconds)

    def _ended(self, event: Event, ids: dict[str, str]) -> Any:
        accumulator: RunAccumulator[Any] = (
            ChatAccumulator("advanced-chat") if self._kind == "chat" else WorkflowAccumulator()
        )
        for name, value in ids.items():
            setattr(accumulator, name, value)
        accumulator.began_elsewhere = True
        accumulator.lose_text()
        accumulator.add(event)
        accumulator.complete_text()
        if accumulator.is_paused:
            raise paused(accumulator.result, accumulator.forms)
        failure = accumulator.failure()
        if failure is not None:
            raise failure
        return accumulator.result


def _price_of(event: Event) -> Decimal:
    """The price that an event tells: of a workflow's node."""
    if not isinstance(event, events.NodeFinishedEvent) or event.data is None:
        return Decimal(0)
    metadata: Any = event.data.execution_metadata
    return number_of(getattr(metadata, "total_price", None)) or Decimal(0)
