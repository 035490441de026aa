"""A run whose connection broke: it is resumed or polled, and its answer completed. Pure."""

from __future__ import annotations

from abc import abstractmethod
from typing import Final, Generic, TypeVar

from dify_api.models import Message, WorkflowRun

from dify_ext._core.log import logger
from dify_ext._core.retry import pause
from dify_ext._streaming import run_calls, waiting
from dify_ext._streaming.actions import Open, Send
from dify_ext._streaming.run_state import RunState
from dify_ext._streaming.states import State
from dify_ext._streaming.waiting import Polling
from dify_ext.errors import DifyError, NotFoundError, ServerError, TransportError
from dify_ext.events import Event

R = TypeVar("R")

STORED_ATTEMPTS: Final = 3  # how often a message is asked for that is about to be stored
REMEMBERS_RUNS: Final = (1, 9)  # older releases forget it: it is "running" for ever


class Recovery(RunState[R], Generic[R]):
    """The rest of a run whose connection broke, and of its answer. A run never begins again."""

    @abstractmethod
    def _take(self, event: Event) -> bool:
        """Add an event to the result; False for one that was given out before."""

    # Completing an answer whose end was lost.

    def _complete(self) -> None:
        accumulator = self.accumulator
        if accumulator.conversation_id is None or self._user is None:
            return
        call = run_calls.stored_message_call(accumulator.conversation_id, accumulator.message_id, self._user)
        self._actions.append(Send(call, pause(self._completions)))
        self._completions += 1
        self._go(State.COMPLETING)

    def _found(self, message: Message | None) -> None:
        if message is not None and (message.answer or not self.accumulator.text.has_gap):
            self.text += self.accumulator.take_stored(message)
        elif self._completions < STORED_ATTEMPTS:  # it is stored about when the run ends
            return self._complete()
        return self._go(State.WHOLE)

    # Reconnecting and polling.

    def _broke(self, message: str, cause: Exception | None) -> None:
        """A connection did not bring the run to its end: continue with another."""
        accumulator, release = self.accumulator, self._release
        if isinstance(cause, TransportError) and not self._has_begun and not accumulator.is_taken_up:
            return self._fail(cause)  # as for any call without an answer
        forgets = release is not None and release < REMEMBERS_RUNS
        if forgets:
            message += "; before Dify 1.9 the state of a run whose connection broke cannot be read"
        self._why, self._incomplete = message, self._as_incomplete(message, cause)
        if forgets or not self._resume or accumulator.workflow_run_id is None or self._user is None:
            return self._fail(self._incomplete)
        logger.info("the stream of the run %s is resumed: %s", self._name, self._incomplete)
        self._go(State.REOPENING)
        return self._reopen()

    def _reopen(self) -> None:
        after = self._reconnections.next_pause()
        if after is None:
            return self._fail(self._incomplete)
        return self._actions.append(Open(run_calls.events_call(self._run_id, self._user or ""), after))

    def _reopening_failed(self, error: DifyError) -> None:
        if isinstance(error, NotFoundError):
            if self._questions.is_answering:
                return self._fail(self._unanswerable(str(error), error))
            self._lose_text()  # an older release: it has no such endpoint
            longest = waiting.LONGEST_RUN if self._release else 0.0
            self._polling = Polling(max(self._limits.stall_timeout, longest))
            self._go(State.POLLING)
            return self._poll(0.0)
        message = f"{self._why}; it could not be resumed: {error}"
        self._incomplete = self._as_incomplete(message, self._incomplete.__cause__ or error)
        if isinstance(error, TransportError | ServerError):
            return self._reopen()
        return self._fail(self._incomplete)

    def _lose_text(self) -> None:
        self._duplicates.reconnect()
        self.accumulator.lose_text()

    def _poll(self, after: float | None) -> None:
        if after is None:
            return self._stalled()
        return self._actions.append(Send(run_calls.run_call(self._run_id), after))

    def _stands(self, run: WorkflowRun, now: float) -> None:
        try:
            event = run_calls.end_event(run, self.accumulator.task_id)
            is_new = event is not None and self._take(event)
        except ValueError as error:
            return self._not_known(error)
        if run.id is None:
            return self._fail(self._incomplete)
        if event is None:
            return self._poll(self._polling.next_pause(run, now))
        self._held = event if is_new else None
        return None if is_new else self._go(State.WHOLE)

    def _polling_failed(self, error: DifyError) -> None:
        self._polling.failures += 1
        is_passing = isinstance(error, TransportError | ServerError)
        if is_passing and self._polling.failures <= self._limits.max_retries:
            return self._poll(pause(self._polling.failures))
        return self._not_known(error)

    def _not_known(self, error: Exception) -> None:
        message = f"{self._incomplete}; the state of the run cannot be read: {error}"
        self._fail(self._as_incomplete(message, self._incomplete.__cause__ or error))
