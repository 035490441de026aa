"""The protocol of a streamed run: bytes and results go in, events and actions come out. Pure.

As in h11, nothing here does I/O. A driver reports to the protocol (``opened``, ``receive``,
``connection_lost``, ``answered``, ``failed``), takes events from ``next_event``, and does
``next_action`` if there is none.
"""

from __future__ import annotations

from collections import deque
from typing import Any, Final, Generic, TypeVar

import httpx
from dify_api.models import WorkflowFinishedEvent
from dify_api.types import WrongShape

from dify_ext._core.error_response import request_id_of
from dify_ext._core.log import logger
from dify_ext._core.operation_call import Call, decode_error
from dify_ext._streaming.actions import Action, AskHuman, Close, Done, Receive, Stop
from dify_ext._streaming.duplicates import TEXT_EVENTS
from dify_ext._streaming.parsing import read_event
from dify_ext._streaming.recovery import Recovery
from dify_ext._streaming.sse import EventSplitter
from dify_ext._streaming.states import State
from dify_ext.errors import (
    APIError,
    DifyError,
    RequestTimeout,
    ResponseDecodeError,
    ServerError,
    StreamFailed,
    TransportError,
)
from dify_ext.events import Event, UnknownEvent

R = TypeVar("R")

TEXT_LOST: Final = "the connection broke, and the text in between cannot be had"


class RunProtocol(Recovery[R], Generic[R]):
    """One run, from the call that begins it to its end."""

    # Input from the user of the stream.

    def stop(self) -> Call[None] | None:
        """The call that stops the run; None if it was made, or the task is not known yet."""
        self.accumulator.stop_requested, self._is_simple = True, False
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
        """The stream was closed: its reader gets an error."""
        self.is_closed, self._is_simple = True, False

    def abort(self, error: BaseException) -> None:
        """An error that is not the protocol's ended the stream."""
        self._actions.clear()
        self.state, self.error = State.FAILED, error

    # Output.

    def next_event(self) -> Event | None:
        """The next event for the user; None when an action is to be done first."""
        if self._actions or self.is_closed:
            return None
        if self._held is not None:
            held, self._held = self._held, None
            return held
        while self._events:
            kind, data = self._events.popleft()
            try:
                event = read_event(kind, data)
                if self._is_simple and event is not None and type(event) in TEXT_EVENTS:  # as most are
                    self._duplicates.texts += 1
                    self._waiting.since = None
                    self.text = self.accumulator.add(event)
                    self._has_begun = True
                    return event
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
        """The next action of the driver."""
        waiting = self._waiting
        if self._is_simple and waiting.since is None and self.state is State.READING and not self._actions:
            waiting.since = now
            return self._patient
        waiting.begin(now)
        left = waiting.left(now)
        if self.is_closed and self.state not in (State.ENDED, State.FAILED):
            self._fail(self._as_incomplete("the stream was closed before its end"))
        elif left is not None and left <= 0:
            self._expire()
        if not self._actions:
            if not self._is_connected:
                self._connection_ended()
            else:
                within = self._within(now)
                if within > 0:
                    return Receive(within)
                self._timed_out(None)
        action = self._actions[0]
        return self._actions.popleft() if isinstance(action, Close) else action

    def time_left(self, now: float) -> float | None:
        """Seconds until ``call_timeout`` is over; None if there is none."""
        left = self._waiting.left(now)
        return None if left is None else max(left, 0.001)

    # Input from the driver.

    def opened(self, response: httpx.Response) -> None:
        """A connection is open."""
        self._actions.popleft()
        self._response, self._is_connected = response, True
        self.accumulator.request_id = self.accumulator.request_id or request_id_of(response.headers)
        self._splitter, self._waiting.since = EventSplitter(), None
        if self._questions.is_answering:
            self._go(State.ANSWERING)
            return self._answer()
        if self.state is State.REOPENING:
            self._lose_text()
        elif self.accumulator.is_taken_up:
            self.accumulator.lose_text()
        else:
            has_plan = self._stop_pending or self.is_closed or self._waiting.deadline is not None
            self._is_simple = not has_plan
        return self._go(State.READING)

    def receive(self, data: bytes) -> None:
        """The next bytes of the connection."""
        try:
            self._events.extend(self._splitter.feed(data))
        except ValueError as error:
            self._unreadable(error)

    def connection_lost(self, error: Exception | None) -> None:
        """The connection ended (None), broke, or was silent too long (:class:`RequestTimeout`)."""
        self._disconnect()
        if self.is_closed:
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
        """The result of a call, or the answer of the handler."""
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
                self._actions.append(self._questions.was_read(result))
            case _:
                self._questions.taken()
                self._answer()

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
                self._polling_failed(error)
            case State.REOPENING:
                self._reopening_failed(error)
            case State.ANSWERING:
                self._answering_failed(error)
            case _:
                self._fail(error)

    # Reading.

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
            self._reconnections.in_vain = 0
        self._go(State.WHOLE if accumulator.whole else State.READING)
        if isinstance(event, WorkflowFinishedEvent):
            self.text += accumulator.complete_text()
            if had_gap and accumulator.lacks and accumulator.failure() is None:
                self._complete()
        if self._stop_pending and not accumulator.whole and (call := self.stop()) is not None:
            self._go(State.STOPPING)
            self._actions.append(Stop(call))
        if accumulator.is_paused and self._duplicates.is_reconnected and not self._waits_for_others:
            # A connection that takes up a run stays open while the run is paused.
            self._events.clear()
            self._disconnect()
        return True

    def _within(self, now: float) -> float:
        is_over = self.accumulator.is_over and not self._waits_for_others
        is_enough = is_over and (self.is_hurried or self._has_to_ask) and self.accumulator.is_complete
        return self._waiting.within(now, is_over=is_over, is_enough=is_enough)

    def _timed_out(self, error: RequestTimeout | None) -> None:
        if self.accumulator.is_over:
            self._connection_ended()
        elif self._waiting.until_deadline:
            self._expire()
        else:
            self._stalled(error)

    def _expire(self) -> None:
        """The whole run has taken as long as it may: end it here and on the server."""
        if self.state in (State.STOPPING, State.ENDED, State.FAILED):
            return
        if self.state in (State.WHOLE, State.COMPLETING) and not self._has_to_ask:
            if self._is_connected:  # the answer is there: nothing more is waited for
                self._disconnect()
                self._actions = deque([Close()])
                self._go(State.WHOLE)
            return
        seconds = f"{self._limits.call_timeout:g} seconds (call_timeout)"
        message = f"the run was not whole within {seconds}: raise call_timeout= if it needs longer"
        error = RequestTimeout(message, partial=self._partial if self._has_begun else None)
        call = self.stop()
        if call is None:
            return self._fail(error)
        self._expired = error
        self._actions = deque([Close(), Stop(call)])
        return self._go(State.STOPPING)

    def _stopped(self) -> None:
        if self._expired is not None:
            self._fail(self._expired)
        else:
            self._go(State.READING)

    def _connection_ended(self) -> None:
        self._disconnect()
        if not self.accumulator.whole:
            self._broke("the stream ended before its closing event", None)
        elif self._has_to_ask:
            self._ask()
        else:
            self._finish()

    def _finish(self) -> None:
        accumulator = self.accumulator
        failure = accumulator.failure()
        if failure is None and accumulator.is_short:
            failure = self._as_incomplete(TEXT_LOST)
        if failure is not None:
            return self._fail(failure)
        self._actions.append(Done())
        return self._go(State.ENDED)

    def _unreadable(self, error: Exception) -> None:
        """Something cannot be read: nothing that follows can be trusted."""
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

    # Human input.

    @property
    def _has_to_ask(self) -> bool:
        return self.accumulator.is_paused and self._has_handler

    @property
    def _waits_for_others(self) -> bool:
        """Whether the run of another call is paused, without a handler here."""
        return self.accumulator.is_paused and self.accumulator.is_taken_up and not self._has_handler

    def _ask(self) -> None:
        forms = self.accumulator.forms
        if self.accumulator.workflow_run_id is None or self._user is None:
            return self._fail(self._unanswerable("the run is not known"))
        if not forms or not all(form.form_token for form in forms):
            return self._fail(self._unanswerable("there is no form with a token"))
        self._questions.begin(forms)
        self._actions.append(Close())  # a human may take hours
        self._go(State.ASKING)
        return self._ask_next()

    def _ask_next(self) -> None:
        question = self._questions.next_question()
        if question is not None:
            return self._actions.append(question)
        # The connection is opened before the run continues, so that no event is missed.
        self._why = "the run waits for what a human has answered"
        self._incomplete = self._as_incomplete(self._why)
        self._go(State.REOPENING)
        return self._reopen()

    def _replied(self, reply: Any) -> None:
        try:
            self._questions.replied(reply)
        except DifyError as error:
            return self._fail(error)
        return self._ask_next()

    def _answer(self) -> None:
        answer = self._questions.next_answer(self._user or "")
        if answer is not None:
            return self._actions.append(answer)
        self._reconnections.reset()
        self._duplicates.reconnect()
        self.accumulator.resumed()
        return self._go(State.READING)

    def _answering_failed(self, error: DifyError) -> None:
        if isinstance(error, TransportError | ServerError):
            if self._questions.lost() <= self._limits.max_retries:
                return self._answer()
            message = f"it is not known whether a human's answer was taken: {error}"
            return self._fail(self._as_incomplete(message, error))
        if isinstance(error, APIError):
            if self._questions.was_taken_before(error):
                self._questions.taken()
                return self._answer()
            error.add_note(f"the run {self._name} still waits for its form; resume() takes it up")
        return self._fail(error)
