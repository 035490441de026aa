"""The protocol of a streamed run: bytes and results go in, events and actions come out. Pure.

As in h11, nothing here does I/O. A driver feeds the protocol (``opened``, ``receive``, ``connection_lost``,
``answered``, ``failed``), takes the events from ``next_event``, and does what ``next_action`` says when there is none.
Time is an argument: seconds of a clock that only goes forward.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable
from enum import Enum
from typing import Any, Final, Generic, TypeVar

import httpx
from attrs import frozen
from dify_api.models.human_input_form import HumanInputForm
from dify_api.models.message import Message
from dify_api.models.workflow_finished_event import WorkflowFinishedEvent
from dify_api.models.workflow_run import WorkflowRun
from dify_api.types import WrongShape

from dify_ext._core.log import logger
from dify_ext._core.operation_call import Call, decode_error
from dify_ext._core.retry import pause
from dify_ext._streaming import run_calls
from dify_ext._streaming.accumulators import RunAccumulator
from dify_ext._streaming.actions import Action, AskHuman, Close, Done, Fail, Open, Receive, Send, Stop
from dify_ext._streaming.duplicates import TEXT_EVENTS, Duplicates
from dify_ext._streaming.human_input import as_read, needs_reading, read_reply
from dify_ext._streaming.parsing import read_event
from dify_ext._streaming.sse import EventSplitter
from dify_ext.errors import (
    APIError,
    DifyError,
    NotFoundError,
    RequestTimeout,
    ResponseDecodeError,
    ServerError,
    StreamFailed,
    StreamIncomplete,
    StreamStalled,
    TransportError,
    WorkflowPaused,
)
from dify_ext.events import Event, UnknownEvent

R = TypeVar("R")

GRACE: Final = 1.0  # seconds that a caller who wants the answer waits for more once it is complete
QUIET: Final = 10.0  # seconds without an event after which a stream whose answer is whole ends
POLL: Final = (0.5, 5.0)  # seconds between two questions how a run stands: at first, and at most
LONGEST_RUN: Final = 3600.0  # seconds that a run is asked about, or stall_timeout if that is more
# After so many connections that brought only text, seconds to wait before the next; and how many there may be.
IN_A_ROW, BREATH, AT_MOST = 20, 0.5, 200
TEXT_LOST: Final = "the connection broke, and the text in between cannot be had"
STORED_ATTEMPTS: Final = 3  # how often a message is asked for that is about to be stored
REMEMBERS_RUNS: Final = (1, 9)  # before this release a run whose connection broke says "running" for good


class State(Enum):
    """Where a run stands."""

    OPENING = "the call that begins the run, or takes up another's, is on its way"
    READING = "events are read"
    WHOLE = "the answer is whole; what may follow is read"
    STOPPING = "the server is asked to stop the run"
    COMPLETING = "the stored message is asked for, because some of the answer was lost"
    REOPENING = "another connection is opened"
    POLLING = "the run is asked how it stands, again and again"
    ASKING = "a human is asked"
    ANSWERING = "a human's answers are sent"
    ENDED = "the stream has ended well"
    FAILED = "the stream has ended with an error"


# The state after each state; every state but ENDED may also be followed by FAILED.
TRANSITIONS: Final[dict[State, set[State]]] = {
    State.OPENING: {State.READING},
    State.READING: {State.WHOLE, State.STOPPING, State.REOPENING},
    State.WHOLE: {State.READING, State.COMPLETING, State.STOPPING, State.ASKING, State.ENDED},
    State.STOPPING: {State.READING},
    State.COMPLETING: {State.WHOLE},
    State.REOPENING: {State.READING, State.POLLING, State.ANSWERING, State.STOPPING},
    State.POLLING: {State.WHOLE, State.STOPPING},
    State.ASKING: {State.REOPENING, State.STOPPING},
    State.ANSWERING: {State.READING, State.STOPPING},
    State.ENDED: set(),
    State.FAILED: set(),
}


@frozen
class Limits:
    """The options of a client that bound its runs; seconds."""

    stall_timeout: float
    max_retries: int
    call_timeout: float | None = None


class RunProtocol(Generic[R]):
    """One run, from the call that begins it to its end. It decides everything; its driver decides nothing."""

    def __init__(
        self,
        call: Call[Any],
        accumulator: RunAccumulator[R],
        limits: Limits,
        *,
        user: str | None = None,
        stop_call: Callable[[str], Call[None]] | None = None,
        resume: bool = True,
        has_handler: bool = False,
    ) -> None:
        self.state = State.OPENING
        self.accumulator = accumulator
        self.text = ""  # the text that the last event added
        self.is_hurried = False  # only the result is wanted, nothing that may come after it
        self.error: BaseException | None = None
        self._limits = limits
        self._user = user  # whose run it is; None if it cannot be taken up again
        self._stop_call = stop_call
        self._resume = resume
        self._has_handler = has_handler
        self._actions: deque[Action] = deque([Open(call)])
        self._events: deque[tuple[str, str]] = deque()  # received and not yet read
        self._held: Event | None = None  # read, and given once an action is done
        self._splitter = EventSplitter()
        self._duplicates = Duplicates(accumulator.is_taken_up)
        self._response: httpx.Response | None = None
        self._is_connected = False
        self._is_closed = False
        self._has_begun = False
        self._stop_pending = False  # until the task is known
        self._stop_sent = False
        self._completion_attempts = 0
        self._deadline: float | None = None
        self._until_deadline = False  # the wait at hand ends with call_timeout
        self._expired: RequestTimeout | None = None
        self._waiting_since: float | None = None
        self._complete_since: float | None = None
        self._why = ""  # why another connection is needed
        self._incomplete = StreamIncomplete("")  # the error if there is none to be had
        self._in_vain = 0  # reconnections since the last new event
        self._reconnections = 0  # the same since the last event that is surely new, as text is not
        self._poll_wait, self._poll_failures = POLL[0], 0
        self._stands_as: WorkflowRun | None = None  # the last answer how the run stands
        self._stands_since = 0.0
        self._forms: list[HumanInputForm] = []  # still to be asked
        self._is_answering = False  # the next connection is for what follows the answers
        self._replies: list[tuple[str, str, Any]] = []  # token, action and inputs, still to be sent
        self._answered: set[str] = set()  # tokens of forms that were answered here
        self._submissions = 0  # how often the answer at hand was sent

    # What the user of the stream does.

    def stop(self) -> Call[None] | None:
        """The call that stops the run; None if it was made, or while the task is not known: then it is made later."""
        self.accumulator.stop_requested = True
        task_id = self.accumulator.task_id
        self._stop_pending = task_id is None
        if task_id is None or self._stop_sent or self._stop_call is None:
            return None
        self._stop_sent = True
        return self._stop_call(task_id)

    def stop_failed(self) -> None:
        """The server was not reached: stopping may be asked for again."""
        self._stop_sent = self.accumulator.stop_requested = False

    def close(self) -> None:
        """The stream was closed: whoever reads it gets an error."""
        self._is_closed = True

    @property
    def is_closed(self) -> bool:
        """Whether the stream was closed before its end."""
        return self._is_closed

    def abort(self, error: BaseException) -> None:
        """An error that is not the protocol's ended the stream."""
        self._actions.clear()
        self.state, self.error = State.FAILED, error

    # What comes out.

    def next_event(self) -> Event | None:
        """The next event for the user; None when an action is to be done first."""
        if self._actions or self._is_closed:
            return None
        if self._held is not None:
            held, self._held = self._held, None
            return held
        events = self._events
        while events:
            kind, data = events.popleft()
            try:
                event = read_event(kind, data)
                if event is None or not self._take(event):
                    continue
            except StreamFailed as error:
                self._fail(error)
                return None
            except (ValueError, RecursionError) as error:
                self._unreadable(error)
                return None
            if self._actions:
                self._held = event
                return None
            return event
        return None

    def next_action(self, now: float) -> Action:
        """What the driver is to do now."""
        if self._deadline is None and self._limits.call_timeout is not None:
            self._deadline = now + self._limits.call_timeout
        if self._is_closed and self.state not in (State.ENDED, State.FAILED):
            self._fail(self._as_incomplete("the stream was closed before its end"))
        elif self._deadline is not None and now >= self._deadline:
            self._expire()
        within = None if self._actions else self._wait(now)
        if within is not None:
            return Receive(within)
        action = self._actions[0]
        return self._actions.popleft() if isinstance(action, Close) else action

    def time_left(self, now: float) -> float | None:
        """Seconds until ``call_timeout`` is over; None if there is none."""
        return None if self._deadline is None else max(self._deadline - now, 0.001)

    # What goes in.

    def opened(self, response: httpx.Response) -> None:
        """A connection stands; its events follow."""
        self._actions.popleft()
        self._response, self._is_connected = response, True
        self._splitter, self._waiting_since = EventSplitter(), None
        if self.state is State.OPENING:
            if self.accumulator.is_taken_up:
                self.accumulator.lose_text()
            self._go(State.READING)
        elif self._is_answering:
            self._go(State.ANSWERING)
            self._submit()
        else:
            self._lose_text()
            self._go(State.READING)

    def receive(self, data: bytes) -> None:
        """The next bytes of the connection."""
        try:
            self._events.extend(self._splitter.feed(data))
        except ValueError as error:
            self._unreadable(error)

    def connection_lost(self, error: Exception | None) -> None:
        """The connection ended (None) or broke, or nothing came within the limit (:class:`RequestTimeout`)."""
        self._is_connected = False
        if self._is_closed:
            return
        if isinstance(error, RequestTimeout):
            self._timed_out(error)
        elif isinstance(error, ResponseDecodeError):
            self._unreadable(error)
        elif error is None:
            self._connection_ended()
        elif self.accumulator.is_over:
            logger.warning("the stream broke after the answer of %s was whole: %s", self._name, error)
            self._connection_ended()
        else:
            self._broke(f"the stream broke before its end: {error}", error)

    def answered(self, result: Any, now: float) -> None:
        """The result of a call, or what the handler answered."""
        action = self._actions.popleft()
        match self.state:
            case State.STOPPING:
                self._stopped()
            case State.COMPLETING:
                self._found(result)
            case State.POLLING:
                self._stands(result, now)
            case State.ASKING if isinstance(action, AskHuman):
                self._replied(result)
            case State.ASKING:
                self._actions.append(AskHuman(as_read(self._forms[0], result)))
            case _:
                self._submitted()

    def failed(self, error: DifyError) -> None:
        """A call, or opening a connection, failed."""
        self._actions.popleft()
        match self.state:
            case State.STOPPING:
                self.stop_failed()
                logger.warning("the run %s could not be stopped and goes on: %s", self._name, error)
                self._stopped()
            case State.COMPLETING:
                logger.warning("the stored message of %s could not be read: %s", self._name, error)
                self._go(State.WHOLE)
            case State.POLLING:
                self._poll_failed(error)
            case State.REOPENING:
                self._reopening_failed(error)
            case State.ANSWERING:
                self._submission_failed(error)
            case _:
                self._fail(error)

    # Reading.

    def _take(self, event: Event) -> bool:
        """Add an event to the result; False for one that was given out before."""
        duplicates, accumulator = self._duplicates, self.accumulator
        if duplicates.is_reconnected or type(event) not in TEXT_EVENTS:
            if not duplicates.is_new(event):
                return False
        else:  # most events are such: nothing is to be decided
            duplicates.texts += 1
        had_gap = accumulator.text.has_gap
        self.text = accumulator.add(event)
        self._has_begun, self._waiting_since = True, None
        if duplicates.is_reconnected:
            if not isinstance(event, UnknownEvent):
                self._in_vain = 0
            if duplicates.has_marker:
                self._in_vain = self._reconnections = 0
        if self._stop_pending or type(event) not in TEXT_EVENTS:
            self._after(event, had_gap=had_gap)
        return True

    def _after(self, event: Event, *, had_gap: bool) -> None:
        """Decide what an event changes beyond the result."""
        accumulator = self.accumulator
        self._go(State.WHOLE if accumulator.whole else State.READING)
        if isinstance(event, WorkflowFinishedEvent):
            self.text += accumulator.complete_text()
            if had_gap and accumulator.lacks and accumulator.failure() is None:
                self._complete()
        if self._stop_pending and not accumulator.whole:
            call = self.stop()
            if call is not None:
                self._go(State.STOPPING)
                self._actions.append(Stop(call))
        if accumulator.is_paused and self._duplicates.is_reconnected and not self._waits_for_others:
            # A connection that takes up a run stays open while the run is paused.
            self._events.clear()
            self._is_connected = False

    def _wait(self, now: float) -> float | None:
        """The seconds to wait for more, when nothing is left to read; None if nothing more can come."""
        if not self._is_connected:
            self._connection_ended()
            return None
        accumulator = self.accumulator
        if self._waiting_since is None:  # the reader's own time does not count
            self._waiting_since = now
        until = self._waiting_since + self._limits.stall_timeout
        if accumulator.is_over and not self._waits_for_others:
            if accumulator.is_complete and (self.is_hurried or self._has_to_ask):
                if self._complete_since is None:
                    self._complete_since = now
                until = min(until, self._complete_since + GRACE)
            else:
                until = min(until, self._waiting_since + QUIET)
        self._until_deadline = self._deadline is not None and self._deadline < until
        if self._until_deadline:
            until = self._deadline or until
        if now < until:
            return until - now
        self._timed_out(None)
        return None

    def _timed_out(self, error: RequestTimeout | None) -> None:
        if self.accumulator.is_over:
            self._connection_ended()
        elif self._until_deadline:
            self._expire()
        else:
            self._stalled(error)

    def _stalled(self, error: RequestTimeout | None = None) -> None:
        seconds = f"{self._limits.stall_timeout:g} seconds (stall_timeout)"
        stalled = StreamStalled(
            f"no event came for {seconds}; the run may still go on", partial=self._partial
        )
        stalled.__cause__ = error
        self._fail(stalled)

    def _expire(self) -> None:
        """The whole run has taken as long as it may: end it here and on the server."""
        if self.state in (State.STOPPING, State.ENDED, State.FAILED):
            return
        if self.state in (State.WHOLE, State.COMPLETING) and not self._has_to_ask:
            if self._is_connected:  # the answer is there: nothing more is waited for
                self._is_connected = False
                self._actions = deque([Close()])
                self._go(State.WHOLE)
            return
        self._actions.clear()
        seconds = f"{self._limits.call_timeout:g} seconds (call_timeout)"
        message = f"the run was not whole within {seconds}: raise call_timeout= if it needs longer"
        error = RequestTimeout(message, partial=self._partial if self._has_begun else None)
        call = self.stop()
        if call is None:
            return self._fail(error)
        self._expired = error
        self._go(State.STOPPING)
        self._actions.extend((Close(), Stop(call)))

    def _stopped(self) -> None:
        if self._expired is not None:
            self._fail(self._expired)
        else:
            self._go(State.READING)

    def _connection_ended(self) -> None:
        self._is_connected = False
        if not self.accumulator.whole:
            self._broke("the stream ended before its closing event", None)
        elif self._has_to_ask:
            self._ask()
        else:
            self._finish()

    def _finish(self) -> None:
        accumulator = self.accumulator
        failure = accumulator.failure()
        if (
            failure is None
            and accumulator.needs_text
            and accumulator.text.has_gap
            and not accumulator.is_paused
        ):
            failure = self._as_incomplete(TEXT_LOST)
        if failure is not None:
            return self._fail(failure)
        self._go(State.ENDED)
        self._actions.append(Done())

    def _unreadable(self, error: Exception) -> None:
        """Something cannot be read: nothing of what follows can be trusted."""
        unreadable = error
        if not isinstance(error, ResponseDecodeError):
            assert self._response is not None
            path = error.path if isinstance(error, WrongShape) else None
            unreadable = decode_error(self._response, f"the stream cannot be read: {error}", path)
            unreadable.__cause__ = error
        if self.accumulator.is_over:
            logger.warning("the stream broke after the answer of %s was whole: %s", self._name, unreadable)
            self._events.clear()
            self._connection_ended()
        elif not self._has_begun:
            self._fail(unreadable)
        else:
            self._fail(self._as_incomplete(f"the stream broke before its end: {unreadable}", unreadable))

    # Completing the text after a break.

    def _complete(self) -> None:
        accumulator = self.accumulator
        if accumulator.conversation_id is None or self._user is None:
            return
        self._go(State.COMPLETING)
        call = run_calls.stored_message_call(accumulator.conversation_id, accumulator.message_id, self._user)
        self._actions.append(Send(call, pause(self._completion_attempts)))
        self._completion_attempts += 1

    def _found(self, message: Message | None) -> None:
        accumulator = self.accumulator
        if message is not None and (message.answer or not accumulator.text.has_gap):
            self.text += accumulator.take_stored(message)
        elif self._completion_attempts < STORED_ATTEMPTS:  # it is stored about when the run ends
            return self._complete()
        self._go(State.WHOLE)

    # Reconnecting.

    def _broke(self, message: str, cause: Exception | None) -> None:
        """A connection did not bring the run to its end: have the rest of it from another. It never begins again."""
        accumulator, release = self.accumulator, self._release
        if isinstance(cause, TransportError) and not self._has_begun and not accumulator.is_taken_up:
            return self._fail(cause)  # nothing came: it is what it is for any call
        if release is not None and release < REMEMBERS_RUNS:
            message += "; before Dify 1.9 a run whose connection broke cannot be asked about"
        self._why, self._incomplete = message, self._as_incomplete(message, cause)
        if not self._resume or accumulator.workflow_run_id is None or self._user is None:
            return self._fail(self._incomplete)
        if release is not None and release < REMEMBERS_RUNS:
            return self._fail(self._incomplete)
        logger.info("the stream of the run %s is taken up again: %s", self._name, self._incomplete)
        self._go(State.REOPENING)
        self._reopen()

    def _reopen(self) -> None:
        run_id, user = self.accumulator.workflow_run_id, self._user
        assert run_id is not None
        assert user is not None
        if self._in_vain > self._limits.max_retries or self._reconnections >= AT_MOST:
            return self._fail(self._incomplete)
        after = max(pause(self._in_vain), BREATH if self._reconnections > IN_A_ROW else 0.0)
        self._in_vain += 1
        self._reconnections += 1
        self._actions.append(Open(run_calls.events_call(run_id, user), after))

    def _reopening_failed(self, error: DifyError) -> None:
        if isinstance(error, NotFoundError):
            if self._is_answering:
                return self._fail(self._unanswerable(str(error), error))
            self._lose_text()  # an older release: it has no such endpoint
            self._go(State.POLLING)
            return self._ask_how_it_stands(0.0)
        message = f"{self._why}; nor could it be taken up again: {error}"
        self._incomplete = self._as_incomplete(message, self._incomplete.__cause__ or error)
        if isinstance(error, TransportError | ServerError):
            self._reopen()
        else:
            self._fail(self._incomplete)

    def _lose_text(self) -> None:
        self._duplicates.reconnect()
        self.accumulator.lose_text()

    # Polling.

    def _ask_how_it_stands(self, after: float) -> None:
        assert self.accumulator.workflow_run_id is not None
        self._actions.append(Send(run_calls.run_call(self.accumulator.workflow_run_id), after))

    def _stands(self, run: WorkflowRun, now: float) -> None:
        """Older releases write down nothing of a run before its end: silence says nothing, and only a run that nobody
        would wait for is given up. A server that does not say its release may be one that forgets runs.
        """
        self._poll_failures = 0
        try:
            event = run_calls.end_event(run, self.accumulator.task_id)
            is_new = event is not None and self._take(event)
        except ValueError as error:
            return self._fail(
                self._as_incomplete(self._not_known(error), self._incomplete.__cause__ or error)
            )
        if run.id is None:
            return self._fail(self._incomplete)
        if event is not None:
            self._held = event if is_new else None
            return None if is_new else self._go(State.WHOLE)
        longest = LONGEST_RUN if self._release else 0.0
        if run != self._stands_as:
            self._stands_as, self._stands_since = run, now
        elif now - self._stands_since > max(self._limits.stall_timeout, longest):
            return self._stalled()
        self._ask_how_it_stands(self._poll_wait)
        self._poll_wait = min(self._poll_wait * 1.5, POLL[1])
        return None

    def _poll_failed(self, error: DifyError) -> None:
        self._poll_failures += 1
        is_passing = isinstance(error, TransportError | ServerError)
        if not is_passing or self._poll_failures > self._limits.max_retries:
            return self._fail(
                self._as_incomplete(self._not_known(error), self._incomplete.__cause__ or error)
            )
        return self._ask_how_it_stands(pause(self._poll_failures))

    def _not_known(self, error: Exception) -> str:
        return f"{self._incomplete}; nor can be asked how the run ended: {error}"

    # Human input.

    @property
    def _has_to_ask(self) -> bool:
        return self.accumulator.is_paused and self._has_handler

    @property
    def _waits_for_others(self) -> bool:
        """Whether the run of another call is paused, and nobody here can answer."""
        return self.accumulator.is_paused and self.accumulator.is_taken_up and not self._has_handler

    def _ask(self) -> None:
        forms = self.accumulator.forms
        if self.accumulator.workflow_run_id is None or self._user is None:
            return self._fail(self._unanswerable("the run is not known"))
        if not forms or not all(form.form_token for form in forms):
            return self._fail(self._unanswerable("there is no form with a token"))
        self._forms = [form for form in forms if form.form_token not in self._answered]
        self._go(State.ASKING)
        self._actions.append(Close())  # a human may take hours
        return self._ask_next()

    def _ask_next(self) -> None:
        if self._forms:
            form = self._forms[0]
            token = form.form_token or ""
            self._actions.append(Send(run_calls.form_call(token)) if needs_reading(form) else AskHuman(form))
            return
        # The connection stands before the run goes on: nothing that it then does is missed.
        self._is_answering = True
        self._why = "the run waits for what a human has answered"
        self._incomplete = self._as_incomplete(self._why)
        self._go(State.REOPENING)
        self._reopen()

    def _replied(self, reply: Any) -> None:
        try:
            action, inputs = read_reply(reply)
        except DifyError as error:
            return self._fail(error)
        self._replies.append((self._forms.pop(0).form_token or "", action, inputs))
        self._ask_next()

    def _submit(self) -> None:
        if self._replies:
            token, action, inputs = self._replies[0]
            call = run_calls.submit_call(token, action, inputs, self._user or "")
            self._actions.append(Send(call, pause(self._submissions)))
            return
        self._is_answering = False
        self._in_vain = self._reconnections = 0
        self._duplicates.reconnect()
        self.accumulator.resumed()
        self._go(State.READING)

    def _submitted(self) -> None:
        token, *_ = self._replies.pop(0)
        self._answered.add(token)
        self._submissions = 0
        self._submit()

    def _submission_failed(self, error: DifyError) -> None:
        """Once more when it is not known whether the answer came: a form is taken once, and the server says so."""
        if isinstance(error, TransportError | ServerError):
            if self._submissions >= self._limits.max_retries:
                message = f"it is not known whether a human's answer was taken: {error}"
                return self._fail(self._as_incomplete(message, error))
            self._submissions += 1
            return self._submit()
        if isinstance(error, APIError):
            if self._submissions and error.code == "human_input_form_submitted":
                return self._submitted()
            error.add_note(f"the run {self._name} still waits for its form; resume() takes it up")
        return self._fail(error)

    def _unanswerable(self, reason: str, cause: Exception | None = None) -> WorkflowPaused:
        error = WorkflowPaused(
            f"the run waits for human input that cannot be given through the API: {reason}",
            partial=self._partial,
            form=next(iter(self.accumulator.forms), None),
        )
        error.__cause__ = cause
        return error

    # Small things.

    def _go(self, state: State) -> None:
        if state is self.state:
            return
        assert state is State.FAILED or state in TRANSITIONS[self.state], f"{self.state} to {state}"
        self.state = state
        if state is State.READING:
            self._complete_since = None

    def _fail(self, error: Exception) -> None:
        self._go(State.FAILED)
        self.error = error
        self._actions.clear()
        self._actions.append(Fail(error))
        self._events.clear()
        self._held = None

    def _as_incomplete(self, message: str, cause: BaseException | None = None) -> StreamIncomplete:
        incomplete = StreamIncomplete(message, partial=self._partial)
        incomplete.__cause__ = cause
        return incomplete

    @property
    def _partial(self) -> R:
        return self.accumulator.result

    @property
    def _name(self) -> str | None:
        return self.accumulator.workflow_run_id or self.accumulator.task_id

    @property
    def _release(self) -> tuple[int, int] | None:
        """The release of the server, from the ``X-Version`` of its answer; None if it does not say it."""
        said = self._response.headers.get("x-version", "") if self._response is not None else ""
        numbers = re.match(r"(\d+)\.(\d+)", said)
        return (int(numbers[1]), int(numbers[2])) if numbers else None
