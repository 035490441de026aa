# Made from dify_ext/_async/streams.py by scripts/regenerate: change that one.
"""Streamed runs for users: iterators of typed events that know what the events add up to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Generic, Self, TypeVar

import httpx
from dify_api.models import HumanInputForm

from dify_ext._streaming.answers import ChatAnswer, WorkflowResult, paused
from dify_ext._streaming.run_steps import TEXT_LOST
from dify_ext._streaming.states import State
from dify_ext._sync import _io
from dify_ext._sync.run_driver import STOP_TIMEOUT, Run
from dify_ext.errors import ConfigurationError, StreamIncomplete
from dify_ext.events import Event

R = TypeVar("R")

_RUNNING = "gi_running"


class EventStream(Generic[R]):
    """The events of a run: an iterator of typed events and a context manager.

    It sends the request when it is entered, or when the first event is requested. Leaving the
    ``with`` before the end stops the run on the server (``stop_on_exit=False`` lets it continue); a
    stream that is garbage-collected is only closed. If the connection of a workflow breaks, the
    stream is resumed without duplicate events (``resume=False`` turns that off).

    When the answer is complete, the stream ends with the connection, or after 10 seconds without an
    event.

    Args:
        run: The run. The methods that return streams create it.
        stop_on_exit: Whether leaving the ``with`` early stops the run on the server.

    Raises:
        StreamFailed: The server sent an error event.
        StreamIncomplete: The connection ended, broke or was closed before the answer was complete.
        ConfigurationError: Another thread or task is reading this stream; it is not disturbed.
        StreamStalled: No event came for ``stall_timeout`` seconds.
        RequestTimeout: The run took longer than ``call_timeout`` seconds, and was stopped.
        WorkflowFailed: The workflow failed; raised at the end of the stream.

    The ``partial`` of each error is the part of the answer that arrived.
    """

    def __init__(self, run: Run[R], *, stop_on_exit: bool = False) -> None:
        self._run = run
        self._stop_on_exit = stop_on_exit
        self._events = run.read()

    @property
    def headers(self) -> httpx.Headers | None:
        """The response headers; None before the response begins."""
        return self._run.body.headers if self._run.body is not None else None

    @property
    def request_id(self) -> str | None:
        """The id of the first request, for the administrator of the server; None if unknown."""
        return self._run.accumulator.request_id

    @property
    def task_id(self) -> str | None:
        """The id for stopping the run; None until the first event that has it."""
        return self._run.accumulator.task_id

    @property
    def workflow_run_id(self) -> str | None:
        """The id of the workflow run, for ``workflows.get_run`` and ``resume``."""
        return self._run.accumulator.workflow_run_id

    @property
    def is_paused(self) -> bool:
        """Whether the stream has ended because the run waits for human input."""
        return self._run.accumulator.is_paused

    @property
    def form(self) -> HumanInputForm | None:
        """The form that a person has to fill in; if there are several, ``forms`` has all."""
        return next(iter(self._run.accumulator.forms), None)

    @property
    def forms(self) -> list[HumanInputForm]:
        """All forms that people have to fill in while the run is paused."""
        return list(self._run.accumulator.forms)

    @property
    def text_stream(self) -> Iterator[str]:
        """The pieces of text as they arrive; it ends at most one second after the answer.

        Raises:
            StreamIncomplete: Also if the connection broke, and the whole answer does not begin with
                the text that arrived before.
        """
        return _Texts(self)

    def stop(self) -> None:
        """Ask the server to stop the run, as soon as its task id is known.

        Continue to iterate to get the last events.

        Raises:
            DifyError: The request to stop failed; the run continues.
        """
        self._run.stop()

    def close(self) -> None:
        """Close the connection; the run continues on the server.

        It may be called from another thread or task; the reader then gets
        :class:`StreamIncomplete`.
        """
        self._run.protocol.close()
        try:
            self._events.close()
        except (RuntimeError, ValueError):  # read in another thread or task, which closes the rest
            self._run.hang_up()

    def _read_on(self) -> R:
        run = self._run
        self._want_result_only()
        if run.protocol.error is None:
            for _ in self:
                pass
        if run.protocol.error is not None:
            raise run.protocol.error
        return run.result

    def __enter__(self) -> Self:
        if self._run.protocol.state is State.OPENING:
            try:
                next(self._events, None)
            except (RuntimeError, ValueError) as error:
                _check_second_reader(error)
                raise
        return self

    def __exit__(self, *args: object) -> None:
        run = self._run
        if run.protocol.has_ended and not run.hook_failed:
            return
        with _io.finishing(4 * STOP_TIMEOUT):
            self.close()
            if self._stop_on_exit and not run.accumulator.whole:
                run.stop(briefly=True)

    def __iter__(self) -> Iterator[Event]:
        return self

    def __next__(self) -> Event:
        try:
            for event in self._events:
                if event is not None:
                    return event
        except (RuntimeError, ValueError) as error:
            _check_second_reader(error)
            raise
        protocol = self._run.protocol
        if protocol.has_ended:
            raise StopIteration
        happened = "the stream was closed before its end"
        if not protocol.is_closed:
            happened = "reading the stream was interrupted"
        raise StreamIncomplete(happened, partial=self._run.result)

    @property
    def _is_reading(self) -> bool:
        return getattr(self._events, _RUNNING)  # type: ignore[no-any-return]

    def _want_result_only(self) -> None:
        """End soon after the answer. Another reader at work may want what follows it."""
        if not self._is_reading:
            self._run.protocol.wants_result_only = True


class ChatStream(EventStream[ChatAnswer]):
    """A streamed answer of a chat, agent, chatflow or completion app: :class:`EventStream`."""

    @property
    def message_id(self) -> str | None:
        """The id of the message; None until the first event that has it."""
        return self._run.accumulator.message_id

    @property
    def conversation_id(self) -> str | None:
        """The id of the conversation, to pass with the next question; None until it is known."""
        return self._run.accumulator.conversation_id

    def get_final_answer(self) -> ChatAnswer:
        """Read the rest of the stream, and return the whole answer.

        It waits at most one second after the answer is complete.

        Returns:
            The answer. After the ``with``, only if the stream was read to its end.

        Raises:
            DifyError: The error that reading raised.
            StreamIncomplete: The stream was closed before its end.
        """
        return self._read_on()


class WorkflowStream(EventStream[WorkflowResult]):
    """A streamed run of a workflow; see :class:`EventStream`."""

    def get_final_result(self) -> WorkflowResult:
        """Read the rest of the stream, and return the result of the run.

        It waits at most one second after the result is complete.

        Returns:
            The result. After the ``with``, only if the stream was read to its end.

        Raises:
            DifyError: The error that reading raised.
            StreamIncomplete: The stream was closed before its end.
        """
        return self._read_on()


def get_result(stream: EventStream[R]) -> R:
    """Read a stream to its end, and return the result of the run.

    Raises:
        DifyError: The error that reading raised.
        WorkflowPaused: The run waits for a human.
    """
    with stream:
        result = stream._read_on()
    if stream.is_paused:
        raise paused(result, stream.forms)
    return result


def _check_second_reader(error: Exception) -> None:
    """Raise an error of ours for a generator's, which refuses to run in two places at once."""
    comes_from_inside = error.__traceback__ is not None and error.__traceback__.tb_next is not None
    if not comes_from_inside and error.__cause__ is None:  # as a StopIteration from inside is
        raise ConfigurationError(
            "another thread or task reads this stream: read it in one place, and share its events"
        ) from error


class _Texts:
    """Only the text of a stream. If it is left early, it has nothing to close."""

    def __init__(self, stream: EventStream[Any]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        run = self._stream._run
        self._stream._want_result_only()  # after the end of the answer there is no text
        for _ in self._stream:
            if text := run.take_text():
                return text
        if run.hooked is not None and (rest := run.take_text()):  # of an event that a hook dropped
            return rest
        whole = run.accumulator.text
        if whole.has_gap or whole.is_contradicted:
            raise StreamIncomplete(TEXT_LOST, partial=run.result)
        raise StopIteration
