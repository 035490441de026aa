"""The protocol of a streamed run: bytes and results go in, events and actions come out. Pure.

As in h11, nothing here does I/O. A driver takes events from ``next_event``, does ``next_action`` if
there is none, and reports the outcome: ``receive`` or ``connection_lost`` after :class:`Receive`,
``done`` or ``failed`` after any other action. Before these it closes its connection if the protocol
is not ``is_connected``.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

from dify_api.types import WrongShape

from dify_ext._core.operation_call import decode_error
from dify_ext._streaming.duplicates import TEXT_EVENTS
from dify_ext._streaming.parsing import read_event
from dify_ext._streaming.run_steps import RunSteps, Steps, with_cause
from dify_ext._streaming.states import Action, Receive, State
from dify_ext.errors import DifyError, RequestTimeout, ResponseDecodeError, StreamFailed
from dify_ext.events import Event

R = TypeVar("R")


class RunProtocol(RunSteps[R], Generic[R]):
    """One run, driven from outside."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        self.error: BaseException | None = None
        self._steps: Steps[None] | None = None  # made with the first action, for it refers back
        self._action: Action | None = None  # to be done before anything is read

    @property
    def has_ended(self) -> bool:
        """Whether the stream has ended, well or not."""
        return self.state in (State.ENDED, State.FAILED)

    def close(self) -> None:
        """The stream was closed: its reader gets an error."""
        self.is_closed, self._is_fast = True, False

    # Output.

    def next_event(self) -> Event | None:
        """The next event for the user; None when an action is to be done first."""
        if self._action is not None or self.is_closed:
            return None
        if self._pending_event is not None:
            held, self._pending_event = self._pending_event, None
            return held
        while self._events:
            kind, data = self._events.popleft()
            try:
                event = read_event(kind, data)
                if self._is_fast and event is not None and type(event) in TEXT_EVENTS:  # as most are
                    self._duplicates.texts += 1
                    self._waiting.since = None
                    self.text = self.accumulator.add(event)
                    self._has_begun = True
                    return event
                is_new = event is not None and self._take(event)
            except StreamFailed as error:
                self._fail(error)
            except (ValueError, RecursionError) as error:
                self._unreadable(error)
            else:
                if self._pending_steps is not None:
                    self._pending_event = event
                    self._advance()
                    break
                if is_new:
                    return event
        return None

    def next_action(self, now: float) -> Action | None:
        """The next action of the driver; None when the stream has ended well, else its error."""
        waiting = self._waiting
        if self._is_fast and waiting.since is None and self.state is State.READING and self._action is None:
            waiting.since = now
            return self._fast_receive
        self._now = now
        if self._steps is None:
            self._steps = self._run()
            waiting.begin(now)
            self._advance()
        if self.is_closed and not self.has_ended:
            self._fail(self._incomplete("the stream was closed before its end"))
        elif waiting.deadline is not None and waiting.deadline <= now:
            self._expire()
        if self._action is None and not self.has_ended:
            if self.is_connected:
                within = self._within(now)
                if within > 0:
                    return Receive(within)
                self._timed_out(None)
            else:
                self._advance()
        if self.error is not None:
            raise self.error
        assert self._action is not None or self.has_ended
        return self._action

    def time_left(self, now: float) -> float | None:
        """Seconds until ``call_timeout`` is over; None if there is none."""
        deadline = self._waiting.deadline
        return None if deadline is None else max(deadline - now, 0.001)

    # Input from the driver.

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
        else:
            self._advance(error)

    def done(self, result: Any, now: float) -> None:
        """An action is done: the response, the answer of the server, or that of the handler."""
        self._now = now
        self._advance(result)

    def failed(self, error: DifyError) -> None:
        """A call, or opening a connection, failed."""
        self._advance(error)

    def abort(self, error: BaseException) -> None:
        """This error ended the stream."""
        self.state, self.error = State.FAILED, error

    def leave(self) -> None:
        """The stream has ended or was left: nothing more is done."""
        if self._steps is not None:
            self._steps.close()

    # Inside.

    def _advance(self, result: Any = None) -> None:
        """Continue with the steps of the run up to the next action."""
        assert self._steps is not None
        try:
            self._action = self._steps.send(result)
        except StopIteration:
            self._action = None
        except Exception as error:
            self._fail(error)

    def _within(self, now: float) -> float:
        is_whole = self.accumulator.whole and not self._waits_for_others
        is_enough = is_whole and (self.wants_result_only or self._has_to_ask) and self.accumulator.is_final
        return self._waiting.within(now, is_whole=is_whole, is_enough=is_enough)

    def _timed_out(self, error: RequestTimeout | None) -> None:
        if self.accumulator.whole:
            self._advance()
        elif self._waiting.until_deadline:
            self._expire()
        else:
            seconds = f"{self.options.stall_timeout:g} seconds (stall_timeout)"
            self._fail(self._stalled(f"no event came for {seconds}", error))

    def _expire(self) -> None:
        """The whole run has taken as long as it may: end it here and on the server."""
        if self.state in (State.STOPPING, State.COMPLETING) or self.has_ended:
            return
        self._disconnect()
        if self.state is State.WHOLE and not self._has_to_ask:
            return  # the answer is there: nothing more is waited for
        seconds = f"{self.options.call_timeout:g} seconds (call_timeout)"
        message = f"the run was not whole within {seconds}: raise call_timeout= if it needs longer"
        error = RequestTimeout(message, partial=self.accumulator.result if self._has_begun else None)
        call = self.stop()
        if call is None:
            return self._fail(error)
        self.leave()
        self._steps = self._ask_to_stop(call, error)
        return self._advance()

    def _unreadable(self, error: Exception) -> None:
        """Something cannot be read: nothing that follows can be trusted."""
        self._events.clear()
        if not isinstance(error, ResponseDecodeError):
            assert self._response is not None
            path = error.path if isinstance(error, WrongShape) else None
            error = with_cause(
                decode_error(self._response, f"the stream cannot be read: {error}", path), error
            )
        if self.accumulator.whole:
            self._advance(error)
        elif not self._has_begun:
            self._fail(error)
        else:
            self._fail(self._incomplete(f"the stream broke before its end: {error}", error))

    def _fail(self, error: Exception) -> None:
        self._enter(State.FAILED)
        self.error, self._pending_event, self._action = error, None, None
        self._events.clear()
        self.leave()
