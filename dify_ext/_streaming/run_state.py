"""The state of a streamed run, and the steps that all parts of its protocol take. Pure."""

from __future__ import annotations

import re
from abc import ABC
from collections import deque
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import httpx

from dify_ext._core.operation_call import Call
from dify_ext._streaming.accumulators import RunAccumulator
from dify_ext._streaming.actions import Action, Fail, Open, Receive
from dify_ext._streaming.duplicates import Duplicates
from dify_ext._streaming.human_input import Questions
from dify_ext._streaming.sse import EventSplitter
from dify_ext._streaming.states import TRANSITIONS, State
from dify_ext._streaming.waiting import Limits, Polling, Reconnections, Waiting
from dify_ext.errors import RequestTimeout, StreamIncomplete, StreamStalled, WorkflowPaused
from dify_ext.events import Event

R = TypeVar("R")


class RunState(ABC, Generic[R]):
    """The state of one run."""

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
        self.is_closed = False
        self.error: BaseException | None = None
        self._limits = limits
        self._user = user  # None if the run cannot be resumed
        self._stop_call = stop_call
        self._resume = resume
        self._has_handler = has_handler
        self._actions: deque[Action] = deque([Open(call)])
        self._events: deque[tuple[str, str]] = deque()  # received and not yet read
        self._held: Event | None = None  # read, and given once an action is done
        self._splitter: EventSplitter  # of each connection
        self._duplicates = Duplicates(accumulator.is_taken_up)
        self._waiting = Waiting(limits)
        self._reconnections = Reconnections(limits.max_retries)
        self._polling: Polling  # once a run is polled
        self._questions = Questions()
        self._response: httpx.Response | None = None
        self._is_connected = False
        self._has_begun = False
        # On the first connection, without a deadline and a stop, an event of text decides nothing.
        self._is_simple = False
        self._patient = Receive(limits.stall_timeout)
        self._stop_sent = self._stop_pending = False  # pending: until the task is known
        self._completions = 0  # how often the stored message was asked for
        self._expired: RequestTimeout | None = None
        self._why = ""  # why another connection is needed
        self._incomplete = StreamIncomplete("")  # the error if there is none to be had

    def _go(self, state: State) -> None:
        if state is self.state:
            return
        assert state is State.FAILED or state in TRANSITIONS[self.state], f"{self.state} to {state}"
        self.state = state
        if state is State.READING:
            self._waiting.complete_since = None

    def _fail(self, error: Exception) -> None:
        self._go(State.FAILED)
        self.error, self._held = error, None
        self._actions = deque([Fail(error)])
        self._events.clear()

    def _stalled(self, cause: RequestTimeout | None = None) -> None:
        seconds = f"{self._limits.stall_timeout:g} seconds (stall_timeout)"
        error = StreamStalled(f"no event came for {seconds}; the run may still go on", partial=self._partial)
        error.__cause__ = cause
        self._fail(error)

    def _unanswerable(self, reason: str, cause: Exception | None = None) -> WorkflowPaused:
        message = f"the run waits for human input that cannot be given through the API: {reason}"
        error = WorkflowPaused(message, partial=self._partial, form=next(iter(self.accumulator.forms), None))
        error.__cause__ = cause
        return error

    def _disconnect(self) -> None:
        self._is_connected = self._is_simple = False

    def _as_incomplete(self, message: str, cause: BaseException | None = None) -> StreamIncomplete:
        incomplete = StreamIncomplete(message, partial=self._partial)
        incomplete.__cause__ = cause
        return incomplete

    @property
    def _partial(self) -> R:
        return self.accumulator.result

    @property
    def _run_id(self) -> str:
        return self.accumulator.workflow_run_id or ""

    @property
    def _name(self) -> str | None:
        return self.accumulator.workflow_run_id or self.accumulator.task_id

    @property
    def _release(self) -> tuple[int, int] | None:
        said = self._response.headers.get("x-version", "") if self._response is not None else ""
        numbers = re.match(r"(\d+)\.(\d+)", said)
        return (int(numbers[1]), int(numbers[2])) if numbers else None
