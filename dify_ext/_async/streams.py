"""Streamed runs, as the user has them: iterators of typed events, which know what the events add up to."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any, Generic, Self, TypeVar

import httpx
from dify_api.models.human_input_form import HumanInputForm

from dify_ext._async import _io
from dify_ext._async.run_driver import STOP_TIMEOUT, Run, read
from dify_ext._streaming.accumulators import ChatAccumulator, RunAccumulator, WorkflowAccumulator
from dify_ext._streaming.answers import ChatAnswer, WorkflowResult
from dify_ext.errors import StreamIncomplete
from dify_ext.events import Event

F = TypeVar("F", bound=RunAccumulator)


class AsyncEventStream(Generic[F]):
    """The events of a run: an iterator of typed events and a context manager; it sends on enter, or when first asked
    for an event.

    Leaving the ``with`` before the end closes the connection and stops the run on the server (``stop_on_exit=False``
    lets it run on). A stream merely forgotten is closed. It raises :class:`StreamFailed`, :class:`StreamIncomplete`,
    :class:`StreamStalled` with what had arrived in ``.partial``, and :class:`WorkflowFailed` at its end; it is never
    silently short.
    """

    def __init__(self, run: Run[F], *, stop_on_exit: bool = False) -> None:
        self._run = run
        self._stop_on_exit = stop_on_exit
        self._events: AsyncGenerator[Event | None, None] | None = None
        self._closed = False

    @property
    def headers(self) -> httpx.Headers | None:
        """The answer's headers, once it has begun."""
        return self._run.response.headers if self._run.response is not None else None

    @property
    def task_id(self) -> str | None:
        """The run's id for stopping it, as soon as known."""
        return self._run.accumulator.task_id

    @property
    def workflow_run_id(self) -> str | None:
        """The id of the workflow's run, as soon as known: for ``workflows.get_run`` and ``resume``."""
        return self._run.accumulator.workflow_run_id

    @property
    def is_paused(self) -> bool:
        """Whether the run waits for a human: the stream ends whole, the run does not."""
        return self._run.accumulator.is_paused

    @property
    def form(self) -> HumanInputForm | None:
        """What the human is asked, where the run asks one; ``forms`` has all, where it asks several at once."""
        return next(iter(self._run.accumulator.forms), None)

    @property
    def forms(self) -> list[HumanInputForm]:
        """All that humans are asked while the run is paused."""
        return list(self._run.accumulator.forms)

    @property
    def text_stream(self) -> AsyncIterator[str]:
        """The text as it arrives; the events in between are passed over."""
        return _Texts(self)

    async def stop(self) -> None:
        """Ask the server to stop the run; iterate on to see its end. Before the task id is known it takes effect at the
        first event that has one.
        """
        await self._run.stop()

    async def aclose(self) -> None:
        """Close the connection; the run goes on."""
        self._closed = True
        if self._events is None:
            self._events = read(self._run)  # closed before it begins it sends nothing
        await self._events.aclose()

    async def _read_on(self) -> None:
        """Read to the end; raises what reading raised."""
        async for _ in self:
            pass
        if self._run.error is not None:
            raise self._run.error
        if not self._run.ended:
            raise StreamIncomplete(
                "the stream was closed before its end", partial=self._run.accumulator.partial
            )

    async def __aenter__(self) -> Self:
        await self._open()
        return self

    async def __aexit__(self, *args: object) -> None:
        run = self._run
        left_early = not (run.ended or run.error or run.accumulator.whole)
        with _io.finishing(4 * STOP_TIMEOUT):
            await self.aclose()
            if left_early and self._stop_on_exit:
                await run.try_to_stop()

    def __aiter__(self) -> AsyncIterator[Event]:
        return self

    async def __anext__(self) -> Event:
        events = await self._open()
        async for event in events:
            assert event is not None
            return event
        run = self._run
        if not (run.ended or run.error or self._closed):
            # Reading was broken off in the middle, by a cancellation or Ctrl-C: what came since cannot be had.
            raise StreamIncomplete("reading the stream was interrupted", partial=run.accumulator.partial)
        raise StopAsyncIteration

    async def _open(self) -> AsyncGenerator[Event | None, None]:
        if self._events is None:
            self._events = read(self._run)
            await anext(self._events)
        return self._events


class AsyncChatStream(AsyncEventStream[ChatAccumulator]):
    """A streamed answer: an iterator of typed events and a context manager; it sends on enter, or when first asked for
    an event.

    Leaving the ``with`` before the end closes the connection and stops the run on the server (``stop_on_exit=False``
    lets it run on). A stream merely forgotten is closed. A chatflow's stream whose connection breaks is taken up again,
    no event twice (``resume=False`` turns it off). It raises :class:`StreamFailed`, :class:`StreamIncomplete`,
    :class:`StreamStalled` with what had arrived in ``.partial``, and :class:`WorkflowFailed` at its end; it is never
    silently short.
    """

    @property
    def message_id(self) -> str | None:
        """The answer's message, as soon as known."""
        return self._run.accumulator.message_id

    @property
    def conversation_id(self) -> str | None:
        """The conversation, as soon as known: pass it with the next question to go on."""
        return self._run.accumulator.conversation_id

    async def get_final_answer(self) -> ChatAnswer:
        """Read on to the end and give the whole answer; raises what reading raised."""
        await self._read_on()
        return self._run.accumulator.answer


class AsyncWorkflowStream(AsyncEventStream[WorkflowAccumulator]):
    """A streamed run of a workflow: an iterator of typed events and a context manager; it sends on enter, or when first
    asked for an event.

    Leaving the ``with`` before the end closes the connection and stops the run on the server (``stop_on_exit=False``
    lets it run on). A stream merely forgotten is closed. Where the connection breaks the run is taken up again, no
    event twice (``resume=False`` turns it off). It raises :class:`StreamFailed`, :class:`StreamIncomplete`,
    :class:`StreamStalled` with what had arrived in ``.partial``, and :class:`WorkflowFailed` at its end; it is never
    silently short.
    """

    async def get_final_result(self) -> WorkflowResult:
        """Read on to the end and give the run's result; raises what reading raised."""
        await self._read_on()
        return self._run.accumulator.result


class _Texts:
    """A stream's text alone; left early, it leaves nothing behind that must be closed."""

    def __init__(self, stream: AsyncEventStream[Any]) -> None:
        self._stream = stream

    def __aiter__(self) -> AsyncIterator[str]:
        return self

    async def __anext__(self) -> str:
        run = self._stream._run
        async for _ in self._stream:
            if run.text:
                return run.text
        if run.accumulator.has_gap or run.accumulator.is_torn:
            raise StreamIncomplete(
                "the connection broke, and the text in between cannot be had", partial=run.accumulator.partial
            )
        raise StopAsyncIteration
