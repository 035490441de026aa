"""The driver of a streamed run: does the actions of the protocol, and reports their outcome."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Generic, TypeVar

import attrs

from dify_ext._async import _io
from dify_ext._async.body import AsyncBody
from dify_ext._async.session import AsyncSession
from dify_ext._core.arguments import refuse_uncallable
from dify_ext._core.hooks import own_copy
from dify_ext._core.log import logger
from dify_ext._core.observation import RunObserver, seam
from dify_ext._core.operation_call import Call
from dify_ext._core.options import RequestOptions
from dify_ext._streaming.accumulators import RunAccumulator
from dify_ext._streaming.hooked import HookedRun
from dify_ext._streaming.human_input import OnHumanInput
from dify_ext._streaming.protocol import RunProtocol
from dify_ext._streaming.states import AskHuman, Open, Receive, Send, State, Stop
from dify_ext.errors import DifyError
from dify_ext.events import Event

R = TypeVar("R")

STOP_TIMEOUT = 5.0  # seconds for a stop without a waiting caller


@attrs.define(eq=False)
class Run(Generic[R]):
    """One run, shared by its stream and the reader of its bytes.

    It does not refer to the stream, so that a forgotten stream is closed at once.
    """

    session: AsyncSession
    call: Call[Any] = attrs.field(repr=False)
    accumulator: RunAccumulator[R] = attrs.field(repr=False)
    user: str | None = None  # None if the run cannot be resumed
    stop_call: Callable[[str], Call[None]] | None = None
    resume: bool = True
    on_human_input: OnHumanInput | None = None
    options: RequestOptions | None = None
    protocol: RunProtocol[R] = attrs.field(init=False, repr=False)
    body: AsyncBody | None = attrs.field(init=False, default=None, repr=False)
    hooked: HookedRun[R] | None = attrs.field(init=False, default=None, repr=False)  # if there are hooks
    hook_failed: bool = attrs.field(init=False, default=False)
    _observer: RunObserver | None = attrs.field(init=False, default=None, repr=False)  # if it is traced

    def __attrs_post_init__(self) -> None:
        refuse_uncallable(awaits=_io.AWAITS, on_human_input=self.on_human_input)
        if hooks := tuple(self.session.hooks):
            self.hooked = HookedRun(hooks, self.accumulator)
        self.accumulator.stopped_tasks = self.session.connections.stopped_tasks
        self.protocol = RunProtocol(
            self.call,
            self.accumulator,
            self.session.options.for_call(self.options),
            user=self.user,
            stop_call=self.stop_call,
            resume=self.resume,
            has_handler=self.on_human_input is not None,
        )

    @property
    def result(self) -> R:
        """The answer or result so far, as the hooks leave it."""
        return self.accumulator.result if self.hooked is None else self.hooked.result

    def take_text(self) -> str:
        """The text that came with the last event."""
        return self.protocol.text if self.hooked is None else self.hooked.take_text()

    async def stop(self, *, briefly: bool = False) -> None:
        """Ask the server to stop, once; later, if the task is not known yet.

        Args:
            briefly: Try it once and not for long; a failure is only logged.
        """
        call = self.protocol.stop()
        if call is None:
            return
        try:
            with self._inside():
                await self.session.execute(call, self._briefly() if briefly else self.options)
        except BaseException as error:
            self.protocol.stop_failed()
            if not (briefly and isinstance(error, DifyError)):
                raise
            logger.warning(
                "the run %s could not be stopped and continues: %s", self.accumulator.task_id, error
            )

    async def hang_up(self) -> None:
        """Close the connection, if there is one; a reader of it gets an error."""
        if self.body is not None:
            await self.body.aclose()

    async def read(self) -> AsyncGenerator[Event | None, None]:
        """Give None when the stream is open, then its events; raise an error if it ends badly.

        Closing this generator closes the connection.
        """
        protocol = self.protocol
        tracing = seam.observer
        self._observer = None if tracing is None else tracing.run(self.call)
        hooked = self.hooked
        is_watched = self._observer is not None or hooked is not None
        try:
            while True:
                while (event := protocol.next_event()) is not None:
                    if is_watched and (event := await self._pass_on(event)) is None:
                        continue
                    yield event
                    if hooked is not None:
                        hooked.take_text()  # a reader that did not take it does not want it
                action = protocol.next_action(time.monotonic())
                if action is None:
                    return
                if not isinstance(action, Receive):
                    is_first = protocol.state is State.OPENING
                    await self._do(action)
                    if is_first and protocol.state is State.READING:
                        yield None
                    continue
                assert self.body is not None
                self.body.allow(action.within)
                try:
                    data = await anext(self.body)
                except StopAsyncIteration:
                    protocol.connection_lost(None)
                except Exception as error:
                    if not isinstance(error, DifyError) and not protocol.is_closed:
                        raise
                    protocol.connection_lost(error)
                else:
                    protocol.receive(data)
        except Exception as error:
            protocol.abort(error)
            raise
        finally:
            protocol.leave()
            self._report_end(protocol.error)
            # Only here: a generator that is garbage-collected must not wait inside another one.
            await self.hang_up()

    async def _do(self, action: Open | Send | Stop | AskHuman) -> None:
        protocol = self.protocol
        if not protocol.is_connected:
            await self.hang_up()
        if isinstance(action, AskHuman):
            assert self.on_human_input is not None
            with _io.at_most(self._time_left()):
                reply = await _io.settled(self.on_human_input(action.form))
                protocol.done(reply, time.monotonic())
            return
        try:
            result = await self._send(action)
        except DifyError as error:
            protocol.failed(error)
        else:
            protocol.done(result, time.monotonic())

    async def _send(self, action: Open | Send | Stop) -> Any:
        options: RequestOptions | None = self._briefly()
        if not isinstance(action, Stop):
            if action.after:
                left = self._time_left()
                await _io.sleep(action.after if left is None else min(action.after, left))
            left = self._time_left()
            options = self.options
            if left is not None:
                options = {**(options or {}), "call_timeout": left}
        if isinstance(action, Open) and self._observer is not None and self.body is not None:
            self._observer.resuming()
        with self._inside():
            if not isinstance(action, Open):
                return await self.session.execute(action.call, options)
            self.body = await self.session.open_stream(action.call, options)
            return self.body.response

    def _time_left(self) -> float | None:
        return self.protocol.time_left(time.monotonic())

    def _briefly(self) -> RequestOptions:
        return {**(self.options or {}), "call_timeout": STOP_TIMEOUT, "max_retries": 0}

    # Hooks and tracing.

    def _inside(self) -> AbstractContextManager[object]:
        """A block whose requests a tracing counts to this run."""
        return nullcontext() if self._observer is None else self._observer.inside()

    async def _pass_on(self, event: Event) -> Event | None:
        """The event after the observer and the hooks; None if a hook drops it."""
        if self._observer is not None:
            self._observer.event(event)
        hooked = self.hooked
        if hooked is None:
            return event
        try:
            restored = hooked.restored(event, self.protocol.text)
            if restored is not None:
                hooked.add_restored(await self._through_hooks(restored))
            left = await self._through_hooks(event)
            hooked.add(left)
        except Exception:
            self.hook_failed = True
            raise
        return left

    async def _through_hooks(self, event: Event) -> Event | None:
        assert self.hooked is not None
        copied = False
        for hook in self.hooked.hooks:
            if hook.sees(event):
                event, copied = event if copied else own_copy(event), True
                left = hook.result(event, await _io.settled(hook.function(event)))
                if left is None:
                    return None
                event = left
        return event

    def _report_end(self, error: BaseException | None) -> None:
        if self.hooked is not None and getattr(error, "partial", None) is not None:
            error.partial = self.hooked.result  # type: ignore[union-attr]
        if self._observer is not None:
            self._observer.ended(self.result, error)
