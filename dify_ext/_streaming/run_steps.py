"""The steps of a streamed run, as generators. Pure.

They yield an action and get its result or error, or yield None while events are read. The protocol
(``protocol.py``) runs them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator
from typing import Any, Final, Generic, TypeAlias, TypeVar

import attrs
import httpx
from dify_api.models import WorkflowFinishedEvent

from dify_ext._core.error_response import request_id_of
from dify_ext._core.log import logger
from dify_ext._core.operation_call import Call
from dify_ext._core.options import Options
from dify_ext._core.release import release_of
from dify_ext._core.retry import pause
from dify_ext._streaming import run_calls, waiting
from dify_ext._streaming.accumulators import RunAccumulator
from dify_ext._streaming.duplicates import Duplicates
from dify_ext._streaming.human_input import needs_reading, read_reply
from dify_ext._streaming.sse import EventSplitter
from dify_ext._streaming.states import TRANSITIONS, Action, AskHuman, Open, Receive, Send, State, Stop
from dify_ext._streaming.waiting import Polling, Reconnections, Waiting
from dify_ext.errors import (
    APIError,
    DifyError,
    NotFoundError,
    ServerError,
    StreamIncomplete,
    StreamStalled,
    TransportError,
    WorkflowPaused,
)
from dify_ext.events import Event, UnknownEvent

R = TypeVar("R")
T = TypeVar("T")
E = TypeVar("E", bound=Exception)
Steps: TypeAlias = Generator["Action | None", Any, T]

TEXT_LOST: Final = "the connection broke, and the text in between cannot be had"
STORED_ATTEMPTS: Final = 3  # how often a message is requested that is not stored yet
REMEMBERS_RUNS: Final = (1, 9)  # older releases forget it: it is "running" for ever
_PASSING: Final = (TransportError, ServerError)


@attrs.define(eq=False, repr=False, slots=False)
class RunSteps(Generic[R]):
    """One run, from the call that begins it to its end. A run never begins again."""

    call: Call[Any]  # starts the run, or resumes one
    accumulator: RunAccumulator[R]
    options: Options
    user: str | None = None  # None if the run cannot be resumed
    stop_call: Callable[[str], Call[None]] | None = None
    resume: bool = True
    has_handler: bool = False

    def __attrs_post_init__(self) -> None:
        self.state = State.OPENING
        self.text = ""  # the text that the last event added
        self.wants_result_only = False  # only the result is wanted, nothing that may come after it
        self.is_connected = False
        self.is_closed = False
        self._stop_sent = False
        self._has_begun = False
        # On the first connection, without a deadline and a stop, an event of text decides nothing.
        self._is_fast = False
        self._fast_receive = Receive(self.options.stall_timeout)
        self._events: deque[tuple[str, str]] = deque()  # received and not yet read
        self._pending_event: Event | None = None  # an event that is passed on after the steps it needs
        self._pending_steps: Steps[None] | None = None  # those steps
        self._splitter: EventSplitter  # of each connection
        self._duplicates = Duplicates(self.accumulator.began_elsewhere)
        self._waiting = Waiting(self.options)
        self._reconnections = Reconnections(self.options.max_retries)
        self._answered: set[str] = set()  # the tokens of forms
        self._response: httpx.Response | None = None
        self._now = 0.0

    def _run(self) -> Steps[None]:
        accumulator = self.accumulator
        self._connect((yield from _done(Open(self.call))))
        if accumulator.began_elsewhere:
            accumulator.lose_text()
        else:
            has_plan = accumulator.stop_requested or self.is_closed or self._waiting.deadline is not None
            self._is_fast = not has_plan
        self._enter(State.READING)
        while True:
            broken_by = yield from self._read()
            if broken_by is None:
                accumulator.connection_ended()
            if not accumulator.whole:
                yield from self._recover(broken_by)
            elif self._has_to_ask:
                yield from self._ask()
            else:
                break
        self._enter(State.WHOLE)
        failure = accumulator.failure()
        if failure is None and accumulator.lacks_text:
            failure = self._incomplete(TEXT_LOST)
        if failure is not None:
            raise failure
        self._enter(State.ENDED)

    def _read(self) -> Steps[Exception | None]:
        """Read until the connection ends; gives the error that broke it."""
        while True:
            if self._pending_steps is not None:
                steps, self._pending_steps = self._pending_steps, None
                yield from steps
            broken_by: Exception | None = yield None
            if self._pending_steps is None:
                break
        self._disconnect()
        if broken_by is not None and self.accumulator.whole:
            logger.warning("the stream broke after the answer of %s was complete: %s", self._name, broken_by)
        return broken_by

    def _take(self, event: Event) -> bool:
        """Add an event to the result; False for one that was given out before."""
        if not self._duplicates.is_new(event):
            return False
        accumulator, had_gap = self.accumulator, self.accumulator.text.has_gap
        self.text = accumulator.add(event)
        self._has_begun, self._waiting.since = True, None
        if self._duplicates.has_marker:
            self._reconnections.reset()
        elif not isinstance(event, UnknownEvent):
            self._reconnections.without_event = 0
        self._enter(State.WHOLE if accumulator.whole else State.READING)
        if isinstance(event, WorkflowFinishedEvent):
            self.text += accumulator.complete_text()
            if had_gap and accumulator.is_missing_parts and accumulator.failure() is None:
                self._pending_steps = self._complete()
        if accumulator.stop_requested and not accumulator.whole and (call := self.stop()) is not None:
            self._pending_steps = self._ask_to_stop(call)
        if accumulator.is_paused and self._duplicates.is_reconnected and not self._waits_for_others:
            # A connection that resumes a run stays open while the run is paused.
            self._events.clear()
            self._disconnect()
        return True

    # Stopping.

    def stop(self) -> Call[None] | None:
        """The call that stops the run; None if it was made, or the task is not known yet."""
        self.accumulator.stop_requested, self._is_fast = True, False
        task_id = self.accumulator.task_id
        if task_id is None or self._stop_sent or self.stop_call is None:
            return None
        self._stop_sent = True
        return self.stop_call(task_id)

    def stop_failed(self) -> None:
        """The server was not reached: stopping may be asked for again."""
        self._stop_sent = self.accumulator.stop_requested = False

    def _ask_to_stop(self, call: Call[None], overdue: DifyError | None = None) -> Steps[None]:
        """Ask the server to stop the run; one that is overdue ends here, too."""
        self._enter(State.STOPPING)
        try:
            yield from _done(Stop(call))
        except DifyError as error:
            self.stop_failed()
            logger.warning("the run %s could not be stopped and continues: %s", self._name, error)
        if overdue is not None:
            raise overdue
        self._enter(State.READING)

    # A connection that broke.

    def _recover(self, cause: Exception | None) -> Steps[None]:
        """Continue a run whose connection did not bring it to its end."""
        accumulator = self.accumulator
        if isinstance(cause, TransportError) and not self._has_begun and not accumulator.began_elsewhere:
            raise cause  # as for any call without an answer
        reason = f"broke before its end: {cause}" if cause else "ended before its closing event"
        forgets = self._release is not None and self._release < REMEMBERS_RUNS
        if forgets:
            reason += "; before Dify 1.9 the state of a run whose connection broke cannot be read"
        incomplete = self._incomplete(f"the stream {reason}", cause)
        if forgets or not self.resume or accumulator.workflow_run_id is None or self.user is None:
            raise incomplete
        logger.info("the stream of the run %s is resumed: %s", self._name, incomplete)
        refusal = yield from self._reopen(incomplete)
        self._duplicates.reconnect()
        accumulator.lose_text()
        if refusal is None:
            self._enter(State.READING)
        else:  # an older release: it has no such endpoint
            yield from self._poll(incomplete)

    def _reopen(self, incomplete: StreamIncomplete) -> Steps[NotFoundError | None]:
        """Open another connection; gives the refusal of a server that has no events of the run."""
        self._enter(State.REOPENING)
        call = run_calls.events_call(self.accumulator.workflow_run_id or "", self.user or "")
        error = incomplete
        while (after := self._reconnections.next_pause()) is not None:
            try:
                self._connect((yield from _done(Open(call, after))))
            except NotFoundError as refusal:
                return refusal
            except DifyError as failure:
                message = f"{incomplete}; it could not be resumed: {failure}"
                error = self._incomplete(message, incomplete.__cause__ or failure)
                if not isinstance(failure, _PASSING):
                    break
            else:
                return None
        raise error

    def _poll(self, incomplete: StreamIncomplete) -> Steps[None]:
        """Ask how the run stands, until it has ended or waits."""
        self._enter(State.POLLING)
        call = run_calls.run_call(self.accumulator.workflow_run_id or "")
        polling = Polling(max(self.options.stall_timeout, waiting.LONGEST_RUN if self._release else 0.0))
        after: float | None = 0.0
        failures = 0
        while after is not None:
            try:
                run = yield from _done(Send(call, after))
                event = run_calls.end_event(run, self.accumulator.task_id)
                if event is not None:
                    self._pending_event = event if self._take(event) else None
                    return self._enter(State.WHOLE)
            except (DifyError, ValueError) as error:
                failures += 1
                if not isinstance(error, _PASSING) or failures > self.options.max_retries:
                    message = f"{incomplete}; the state of the run cannot be read: {error}"
                    raise self._incomplete(message) from incomplete.__cause__ or error
                after = pause(failures)
            else:
                if run.id is None:
                    raise incomplete
                failures = 0
                after = polling.next_pause(run, self._now)
        raise self._stalled(f"the state of the run did not change for {polling.patience:g} seconds")

    def _complete(self) -> Steps[None]:
        """Complete an answer from its message, which the server stores about when the run ends."""
        accumulator = self.accumulator
        if accumulator.conversation_id is None or self.user is None:
            return
        call = run_calls.stored_message_call(accumulator.conversation_id, accumulator.message_id, self.user)
        self._enter(State.COMPLETING)
        for attempt in range(STORED_ATTEMPTS):
            try:
                message = yield from _done(Send(call, pause(attempt)))
            except DifyError as error:
                logger.warning("the stored message of %s could not be read: %s", self._name, error)
                break
            if message is not None and (message.answer or not accumulator.text.has_gap):
                self.text += accumulator.take_stored(message)
                break
        self._enter(State.WHOLE)

    # Human input.

    @property
    def _has_to_ask(self) -> bool:
        return self.accumulator.is_paused and self.has_handler

    @property
    def _waits_for_others(self) -> bool:
        """Whether the run of another call is paused, without a handler here."""
        return self.accumulator.is_paused and self.accumulator.began_elsewhere and not self.has_handler

    def _ask(self) -> Steps[None]:
        """Ask for all forms, then send all answers, each once."""
        forms = self.accumulator.forms
        if self.accumulator.workflow_run_id is None or self.user is None:
            raise self._unanswerable("the run is not known")
        if not forms or not all(form.form_token for form in forms):
            raise self._unanswerable("there is no form with a token")
        self._enter(State.ASKING)
        answers = {}
        for form in forms:
            token = form.form_token or ""
            if token in self._answered:  # a pause may name forms that were answered before
                continue
            if needs_reading(form):
                form = yield from _done(Send(run_calls.form_call(form)))
            action, inputs = read_reply((yield from _done(AskHuman(form))))
            answers[token] = run_calls.submit_call(token, action, inputs, self.user)
        # The connection is opened before the run continues, so that no event is missed.
        refusal = yield from self._reopen(self._incomplete("the run waits for what a human has answered"))
        if refusal is not None:
            raise self._unanswerable(str(refusal), refusal)
        self._enter(State.ANSWERING)
        for token, call in answers.items():
            yield from self._answer(call)
            self._answered.add(token)
        self._reconnections.reset()
        self._duplicates.reconnect()
        self.accumulator.unpause()
        self._enter(State.READING)

    def _answer(self, call: Call[None]) -> Steps[None]:
        """Send an answer; one that may be lost is sent again, for a form is taken once."""
        attempts = 0
        while True:
            try:
                yield from _done(Send(call, pause(attempts)))
                return
            except _PASSING as error:
                attempts += 1
                if attempts > self.options.max_retries:
                    message = f"it is not known whether a human's answer was taken: {error}"
                    raise self._incomplete(message, error) from error
            except APIError as error:
                if attempts and error.code == "human_input_form_submitted":
                    return
                error.add_note(f"the run {self._name} still waits for its form; resume() takes it up")
                raise

    # What all steps use.

    def _enter(self, state: State) -> None:
        if state is self.state:
            return
        assert state is State.FAILED or state in TRANSITIONS[self.state], f"{self.state} to {state}"
        self.state = state
        if state is State.READING:
            self._waiting.complete_since = None

    def _connect(self, response: httpx.Response) -> None:
        self._response, self.is_connected = response, True
        self.accumulator.request_id = self.accumulator.request_id or request_id_of(response.headers)
        self._splitter, self._waiting.since = EventSplitter(), None

    def _disconnect(self) -> None:
        self.is_connected = self._is_fast = False

    def _incomplete(self, message: str, cause: BaseException | None = None) -> StreamIncomplete:
        return with_cause(StreamIncomplete(message, partial=self.accumulator.result), cause)

    def _stalled(self, reason: str, cause: BaseException | None = None) -> StreamStalled:
        message = f"{reason}; the run may still go on"
        return with_cause(StreamStalled(message, partial=self.accumulator.result), cause)

    def _unanswerable(self, reason: str, cause: BaseException | None = None) -> WorkflowPaused:
        message = f"the run waits for human input that cannot be given through the API: {reason}"
        form = next(iter(self.accumulator.forms), None)
        return with_cause(WorkflowPaused(message, partial=self.accumulator.result, form=form), cause)

    @property
    def _name(self) -> str | None:
        return self.accumulator.workflow_run_id or self.accumulator.task_id

    @property
    def _release(self) -> tuple[int, ...] | None:
        return None if self._response is None else release_of(self._response.headers.get("x-version"))


def with_cause(error: E, cause: BaseException | None) -> E:
    """The error with its cause, as ``raise … from`` would chain it."""
    error.__cause__ = cause
    return error


def _done(action: Action) -> Steps[Any]:
    """Have an action done: its result, or its error raised."""
    result = yield action
    if isinstance(result, DifyError):
        raise result
    return result
