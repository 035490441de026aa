# Made from dify_ext/_async/run_driver.py by scripts/regenerate: change that one.
"""The driver of a streamed run: does the actions of the protocol, and reports their outcome."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Generic, TypeVar, assert_never

import attrs

from dify_ext._core.hooks import Hook, own_copy
from dify_ext._core.log import logger
from dify_ext._core.observation import RunObserver, seam
from dify_ext._core.operation_call import Call
from dify_ext._core.options import RequestOptions
from dify_ext._streaming.accumulators import RunAccumulator
from dify_ext._streaming.actions import AskHuman, Close, Done, Fail, Open, Receive, Send, Stop
from dify_ext._streaming.hooked import HookedRun
from dify_ext._streaming.human_input import OnHumanInput
from dify_ext._streaming.protocol import RunProtocol
from dify_ext._streaming.run_calls import events_call
from dify_ext._streaming.states import State
from dify_ext._streaming.waiting import Limits
from dify_ext._sync import _io
from dify_ext._sync.body import Body
from dify_ext._sync.session import Session
from dify_ext.errors import DifyError
from dify_ext.events import Event

R = TypeVar("R")

STOP_TIMEOUT = 5.0  # seconds for a stop without a waiting caller


@attrs.define(eq=False)
class Run(Generic[R]):
    """One run, shared by its stream and the reader of its bytes.

    It does not refer to the stream, so that a forgotten stream is closed at once.
    """

    session: Session
    call: Call[Any] = attrs.field(repr=False)
    accumulator: RunAccumulator[R] = attrs.field(repr=False)
    user: str | None = None  # None if the run cannot be resumed
    stop_call: Callable[[str], Call[None]] | None = None
    resume: bool = True
    on_human_input: OnHumanInput | None = None
    options: RequestOptions | None = None
    protocol: RunProtocol[R] = attrs.field(init=False, repr=False)
    body: Body | None = attrs.field(init=False, default=None, repr=False)
    hooked: HookedRun[R] | None = attrs.field(init=False, default=None, repr=False)  # if there are hooks
    observer: RunObserver | None = attrs.field(init=False, default=None, repr=False)  # if it is traced
    hook_failed: bool = attrs.field(init=False, default=False)

    def __attrs_post_init__(self) -> None:
        if hooks := tuple(self.session.hooks):
            self.hooked = HookedRun(hooks, self.accumulator)
        settings = self.session.options.for_call(self.options)
        self.accumulator.stopped_tasks = self.session.connections.stopped_tasks
        self.protocol = RunProtocol(
            self.call,
            self.accumulator,
            Limits(settings.stall_timeout, settings.max_retries, settings.call_timeout),
            user=self.user,
            stop_call=self.stop_call,
            resume=self.resume,
            has_handler=self.on_human_input is not None,
        )

    @classmethod
    def taken_up_again(
        cls,
        session: Session,
        run_id: str,
        accumulator: RunAccumulator[R],
        *,
        user: str,
        stop_call: Callable[[str], Call[None]],
        on_human_input: OnHumanInput | None = None,
        options: RequestOptions | None = None,
    ) -> Run[R]:
        """A run that another call, or another process, began.

        Args:
            session: The session of the client.
            run_id: The workflow run's id.
            accumulator: The accumulator of its events.
            user: The end user who began it.
            stop_call: The call that stops a task.
            on_human_input: Answers the forms of a pause.
            options: Options of each call.
        """
        accumulator.workflow_run_id, accumulator.is_taken_up = run_id, True
        call = events_call(run_id, user)
        return cls(session, call, accumulator, user, stop_call, True, on_human_input, options)

    @property
    def result(self) -> R:
        """The answer or result so far, as the hooks leave it."""
        return self.accumulator.result if self.hooked is None else self.hooked.result

    def take_text(self) -> str:
        """The text that came with the last event."""
        return self.protocol.text if self.hooked is None else self.hooked.take_text()

    def inside(self) -> AbstractContextManager[object]:
        """A block whose requests a tracing counts to this run."""
        return nullcontext() if self.observer is None else self.observer.inside()

    def heard(self, event: Event) -> Event | None:
        """Tell an event to the observer and the hooks; None if a hook drops it.

        Args:
            event: The event as it came.
        """
        if self.observer is not None:
            self.observer.event(event)
        hooked = self.hooked
        if hooked is None:
            return event
        try:
            restored = hooked.restored(event, self.protocol.text)
            if restored is not None:
                hooked.add_restored(_through(hooked.hooks, restored))
            left = _through(hooked.hooks, event)
            hooked.add(left)
        except Exception:
            self.hook_failed = True
            raise
        return left

    def ended(self, error: BaseException | None) -> None:
        """The stream has ended, with this error or well.

        Args:
            error: The error.
        """
        if self.hooked is not None and getattr(error, "partial", None) is not None:
            error.partial = self.hooked.result  # type: ignore[union-attr]
        if self.observer is not None:
            self.observer.ended(self.result, error)

    def stop(self) -> None:
        """Ask the server to stop, once; later, if the task is not known yet."""
        call = self.protocol.stop()
        if call is not None:
            self._stop(call, self.options)

    def try_to_stop(self) -> None:
        """Ask the server to stop, once and briefly; a failure is only logged."""
        call = self.protocol.stop()
        try:
            if call is not None:
                self._stop(call, self.brief_options())
        except DifyError as error:
            logger.warning("the run %s could not be stopped and goes on: %s", self.accumulator.task_id, error)

    def _stop(self, call: Call[None], options: RequestOptions | None) -> None:
        try:
            with self.inside():
                self.session.execute(call, options)
        except BaseException:
            self.protocol.stop_failed()
            raise

    def brief_options(self) -> RequestOptions:
        """Options of a single, short attempt."""
        return {**(self.options or {}), "call_timeout": STOP_TIMEOUT, "max_retries": 0}

    def options_now(self) -> RequestOptions | None:
        """Options of a call now: also bounded by the rest of ``call_timeout``."""
        left = self.protocol.time_left(time.monotonic())
        return self.options if left is None else {**(self.options or {}), "call_timeout": left}

    def pause(self, seconds: float) -> None:
        """Wait before an action, no longer than the run may take.

        Args:
            seconds: How long.
        """
        left = self.protocol.time_left(time.monotonic())
        if seconds:
            _io.sleep(seconds if left is None else min(seconds, left))

    def hang_up(self) -> None:
        """Close the connection, if there is one; a reader of it gets an error."""
        if self.body is not None:
            self.body.close()


def read(run: Run[Any]) -> Generator[Event | None, None, None]:
    """Give None when the stream is open, then its events; raise an error if it ends badly.

    Closing this generator closes the connection.
    """
    protocol = run.protocol
    tracing = seam.observer
    run.observer = None if tracing is None else tracing.run(run.call)
    is_heard = run.observer is not None or run.hooked is not None
    try:
        while True:
            while (event := protocol.next_event()) is not None:
                if is_heard and (event := run.heard(event)) is None:
                    continue
                yield event
            action = protocol.next_action(time.monotonic())
            match action:
                case Receive():
                    assert run.body is not None
                    run.body.allow(action.within)
                    try:
                        data = next(run.body)
                    except StopIteration:
                        protocol.connection_lost(None)
                    except Exception as error:
                        if not isinstance(error, DifyError) and not protocol.is_closed:
                            raise
                        protocol.connection_lost(error)
                    else:
                        protocol.receive(data)
                case Open():
                    is_first = protocol.state is State.OPENING
                    _open(run, action)
                    if is_first and protocol.state is State.READING:
                        yield None
                case Send() | Stop():
                    _send(run, action)
                case AskHuman():
                    assert run.on_human_input is not None
                    with _io.at_most(protocol.time_left(time.monotonic())):
                        reply = _io.settled(run.on_human_input(action.form))
                        protocol.answered(reply, time.monotonic())
                case Close():
                    run.hang_up()
                case Done():
                    return
                case Fail():
                    raise action.error
                case _:
                    assert_never(action)
    except Exception as error:
        protocol.abort(error)
        raise
    finally:
        run.ended(protocol.error)
        # Here alone, for a generator that is forgotten must not wait inside another.
        run.hang_up()


def _through(hooks: tuple[Hook, ...], event: Event) -> Event | None:
    copied = False
    for hook in hooks:
        if hook.sees(event):
            event, copied = event if copied else own_copy(event), True
            left = hook.result(event, _io.settled(hook.function(event)))
            if left is None:
                return None
            event = left
    return event


def _open(run: Run[Any], action: Open) -> None:
    run.hang_up()
    run.pause(action.after)
    if run.observer is not None and run.protocol.state is not State.OPENING:
        run.observer.resuming()
    try:
        with run.inside():
            run.body = run.session.open_stream(action.call, run.options_now())
    except DifyError as error:
        run.protocol.failed(error)
    else:
        run.protocol.opened(run.body.response)


def _send(run: Run[Any], action: Send | Stop) -> None:
    if isinstance(action, Send):
        run.pause(action.after)
    options = run.options_now() if isinstance(action, Send) else run.brief_options()
    try:
        with run.inside():
            result = run.session.execute(action.call, options)
    except DifyError as error:
        run.protocol.failed(error)
    else:
        run.protocol.answered(result, time.monotonic())
