"""Accumulators: the events of a stream added up to an answer or a result. Pure."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections import deque
from contextlib import suppress
from typing import Any, Generic, TypeVar

from dify_api.models import HumanInputForm, Message, WorkflowFinishedData
from dify_api.types import WrongShape

from dify_ext import events
from dify_ext._core.error_response import as_text
from dify_ext._streaming.answers import WorkflowResult, failed, forms_in
from dify_ext._streaming.text import StreamedText
from dify_ext.errors import DifyError, StreamFailed
from dify_ext.events import Event, UnknownEvent

R_co = TypeVar("R_co", covariant=True)

STOPPED = "Aborted: User requested stop"  # the error of a stopped run that 1.9 – 1.15 end as failed
NO_END = "Workflow stream ended without a terminal event"


class RunAccumulator(ABC, Generic[R_co]):
    """The part of all streams: a run begins, writes text, may wait for a human, and ends."""

    needs_text = False  # a result without all of its text is not whole

    def __init__(self, *, run_id: str | None = None) -> None:
        self.request_id: str | None = None
        self.task_id: str | None = None
        self.workflow_run_id = run_id
        self.message_id: str | None = None
        self.conversation_id: str | None = None
        self.run: WorkflowFinishedData | None = None
        self.forms: list[HumanInputForm] = []  # the forms of a paused run
        self.text = StreamedText()
        self.whole = False  # the closing event is there
        self.is_paused = False
        self.began_elsewhere = run_id is not None  # another call began the run
        self.stop_requested = False  # by this stream
        self.stopped_tasks: deque[str] = deque()  # by this client
        self._at_beginning = False  # the last event was the beginning of the run

    @property
    @abstractmethod
    def result(self) -> R_co:
        """The result so far."""

    @property
    def is_final(self) -> bool:
        """Whether no later event can add to the result."""
        return self.whole

    def connection_ended(self) -> None:
        """The connection ended by itself: the end of a stream without a closing event."""

    @property
    def is_missing_parts(self) -> bool:
        """Whether something was lost that the server has stored."""
        return False

    def add(self, event: Event) -> str:
        """Add the next event; returns its text. An ``error`` event raises :class:`StreamFailed`."""
        self._identify(event)
        at_beginning, self._at_beginning = self._at_beginning, isinstance(event, events.WorkflowStartedEvent)
        match event:
            case events.TextChunkEvent():
                return self.text.append(as_answer_text(event.data.text if event.data else None))
            case events.MessageEvent():
                return self.text.append(as_answer_text(event.answer))
            case events.MessageFileEvent():  # 1.11.2 – 1.12.1 send text with files so
                return self.text.append(as_answer_text(event.additional_properties.get("answer")))
            case events.MessageReplaceEvent():
                is_stored = at_beginning and self.began_elsewhere
                return self._replace(as_answer_text(event.answer), is_stored=is_stored)
            case events.TextReplaceEvent():
                text = as_answer_text(event.data.text if event.data else None)
                return self._replace(text, is_stored=False)
            case events.WorkflowStartedEvent():
                self.unpause()
            case events.HumanInputRequiredEvent() if event.data:
                self.forms.append(event.data)
            case events.HumanInputFormFilledEvent() if event.data:
                self.forms = [form for form in self.forms if form.node_id != event.data.node_id]
            case events.WorkflowPausedEvent():
                self.whole = self.is_paused = True
                self.forms = self.forms or forms_in(event.data.reasons if event.data else None)
                if self.began_elsewhere and self.text.has_gap and not self.text.after_gap:
                    self.text.close_gap()  # a run that waits has stored all of its text
            case events.WorkflowFinishedEvent():
                self.run = event.data
                self.whole = True
                self.is_paused, self.forms = False, []
            case events.ErrorEvent():
                message = as_text(event.message or "")
                if not (self.is_stopping and STOPPED in message):
                    raise StreamFailed(event.status, event.code, message, partial=self.result)
                self.whole = True
        return ""

    def unpause(self) -> None:
        """The run continues, if it was paused."""
        self.whole = self.is_paused = False
        self.forms = []

    @property
    def lacks_text(self) -> bool:
        """Whether the result lacks text that it cannot do without."""
        return self.needs_text and self.text.has_gap and not self.is_paused

    def failure(self) -> DifyError | None:
        """The error at the end of a whole stream: a workflow that failed."""
        return None if self.run is None or self.was_stopped else failed(self.run, self.result)

    @property
    def was_stopped(self) -> bool:
        """Whether the run ended because this client stopped it."""
        return self.is_stopping and self.run is not None and STOPPED in str(self.run.error)

    @property
    def is_stopping(self) -> bool:
        """Whether this client asked the server to stop the run."""
        return self.stop_requested or self.task_id in self.stopped_tasks

    def lose_text(self) -> None:
        """The connection broke: text may be missing from here on."""
        self.text.lose()

    @property
    def outputs(self) -> dict[str, Any]:
        """The outputs of a run that has ended."""
        return self.run.outputs if self.run and isinstance(self.run.outputs, dict) else {}

    def complete_text(self) -> str:
        """Complete the text from the outputs of the run; returns the part that a reader gets."""
        return ""

    def take_stored(self, message: Message) -> str:
        """Complete the text from the stored message; returns the part that a reader gets."""
        return self.text.complete(as_answer_text(message.answer)) if self.text.has_gap else ""

    def _replace(self, text: str, *, is_stored: bool) -> str:
        rest = self.text.replace(text)
        if is_stored:
            self.text.lose()  # text since it was stored is missing
        return rest

    def _identify(self, event: Event) -> None:
        if self.workflow_run_id is None:
            self.workflow_run_id = id_in(event, "workflow_run_id")
        if self.task_id in (None, self.workflow_run_id):  # some servers say the run's id at first
            self.task_id = id_in(event, "task_id") or self.task_id
            with suppress(ValueError):  # a stop of an earlier task by that name
                self.stopped_tasks.remove(self.task_id or "")


class WorkflowAccumulator(RunAccumulator[WorkflowResult]):
    """Takes the events of a workflow's stream."""

    def __init__(self, *, run_id: str | None = None) -> None:
        super().__init__(run_id=run_id)
        self._result = WorkflowResult()

    @property
    def result(self) -> WorkflowResult:
        result = self._result
        result.task_id, result.workflow_run_id = self.task_id, self.workflow_run_id
        result.request_id = self.request_id
        result.text = self.text.all_pieces
        if self.was_stopped:
            result.status = "stopped"
        return result

    def add(self, event: Event) -> str:
        text = super().add(event)
        match event:
            case (
                events.WorkflowStartedEvent() | events.WorkflowPausedEvent() | events.WorkflowFinishedEvent()
            ) if event.data:
                self._result.take(event.data)
        return text

    def unpause(self) -> None:
        super().unpause()
        self._result.status = None

    def complete_text(self) -> str:
        outputs = self.outputs
        if not (outputs and self.text.has_gap):
            return ""
        # Outputs are streamed one a line; older releases stream only the text of models.
        strings = [value for value in outputs.values() if isinstance(value, str)]
        as_streamed = "\n".join(map(_as_streamed, outputs.values()))
        for whole in (as_streamed, *strings, "\n".join(strings), "".join(strings)):
            if whole.startswith(self.text.delivered) and whole.endswith(self.text.after_gap):
                return self.text.complete(whole)
        return ""


class DatasourceAccumulator(RunAccumulator[list[Any]]):
    """Adds up the results of the source of a knowledge pipeline.

    Such a stream has no closing event: it is whole if it ends after a result.
    """

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Any] = []
        self._is_processing = True  # no result since the last report of progress

    @property
    def result(self) -> list[Any]:
        return list(self._found)

    def connection_ended(self) -> None:
        self.whole = not self._is_processing

    def add(self, event: Event) -> str:
        """Add the next event; ``datasource_error`` and ``error`` raise :class:`StreamFailed`."""
        match event:
            case events.DatasourceCompletedEvent():
                self._found.append(event.data)
                self._is_processing = False
            case events.DatasourceProcessingEvent():
                self._is_processing = True
            case events.DatasourceErrorEvent():
                raise StreamFailed(None, None, as_text(event.error or ""), partial=self.result)
        return super().add(event)


def value_in(event: Event, name: str) -> Any:
    """A field of an event of any kind."""
    return event.data.get(name) if isinstance(event, UnknownEvent) else getattr(event, name, None)


def id_in(event: Event, name: str) -> str | None:
    value = value_in(event, name)
    return value if isinstance(value, str) and value else None


def as_answer_text(value: Any) -> str:
    """Text, or nothing: other values cannot be part of an answer."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    raise WrongShape("answer", f"expected a string, got {type(value).__name__}")


def _as_streamed(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False, indent=2)
