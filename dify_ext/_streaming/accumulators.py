"""A stream's events folded into what they add up to. Pure.

An accumulator takes the events in turn and knows the answer so far, whether it is whole, and what the run waits for.
Where a connection broke and the run was taken up again, some text is missing in between, for servers do not send text
again: from then on the accumulator holds back what comes, until the end tells the whole text
(:meth:`RunAccumulator.mend`).
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from typing import Any

from dify_api.models.agent_message_event import AgentMessageEvent
from dify_api.models.agent_thought import AgentThought
from dify_api.models.agent_thought_event import AgentThoughtEvent
from dify_api.models.error_event import ErrorEvent
from dify_api.models.human_input_form import HumanInputForm
from dify_api.models.human_input_form_filled_event import HumanInputFormFilledEvent
from dify_api.models.human_input_required_event import HumanInputRequiredEvent
from dify_api.models.message import Message
from dify_api.models.message_end_event import MessageEndEvent
from dify_api.models.message_end_file import MessageEndFile
from dify_api.models.message_event import MessageEvent
from dify_api.models.message_file_event import MessageFileEvent
from dify_api.models.message_metadata import MessageMetadata
from dify_api.models.message_replace_event import MessageReplaceEvent
from dify_api.models.text_chunk_event import TextChunkEvent
from dify_api.models.usage import Usage
from dify_api.models.workflow_finished_data import WorkflowFinishedData
from dify_api.models.workflow_finished_event import WorkflowFinishedEvent
from dify_api.models.workflow_paused_event import WorkflowPausedEvent
from dify_api.models.workflow_started_event import WorkflowStartedEvent
from dify_api.types import WrongShape

from dify_ext._core.error_response import as_text
from dify_ext._streaming.answers import ChatAnswer, WorkflowResult, failed, forms_in
from dify_ext.errors import DifyError, StreamFailed
from dify_ext.events import Event, UnknownEvent


class RunAccumulator(ABC):
    """What every stream's events have in common: a run that is started, writes text, may wait for a human, and ends."""

    def __init__(self) -> None:
        self.task_id: str | None = None
        self.workflow_run_id: str | None = None
        self.run: WorkflowFinishedData | None = None
        self.forms: list[HumanInputForm] = []  # what the run waits for, while it is paused
        self.whole = False
        self.is_paused = False
        self._text: list[str] = []  # joined when asked for: adding to a string would be quadratic
        self._later: list[list[str]] = []  # what came after each gap
        self.is_torn = False  # whether the whole text does not go on from what was read before a gap

    @property
    @abstractmethod
    def partial(self) -> Any:
        """What had arrived so far."""

    @property
    def is_over(self) -> bool:
        """Whether nothing is missed where the connection breaks now."""
        return self.whole

    @property
    def text(self) -> str:
        """The text so far, up to the first gap."""
        self._text = ["".join(self._text)]
        return self._text[0]

    @property
    def has_gap(self) -> bool:
        """Whether text is missing in between."""
        return bool(self._later)

    @property
    def text_with_gaps(self) -> str:
        """All the text that came, whatever is missing in between."""
        return self.text + "".join(piece for pieces in self._later for piece in pieces)

    def add(self, event: Event) -> str:
        """Take the next event; returns the text it adds. An ``error`` event raises :class:`StreamFailed`."""
        self._identify(event)
        match event:
            case TextChunkEvent():
                return self._append(_text(event.data.text if event.data else None))
            case MessageEvent():
                return self._append(_text(event.answer))
            case MessageReplaceEvent():
                return self._replace(_text(event.answer))
            case WorkflowStartedEvent():
                self.resumed()
            case HumanInputRequiredEvent() if event.data:
                self.forms.append(event.data)
            case HumanInputFormFilledEvent() if event.data:
                self.forms = [form for form in self.forms if form.node_id != event.data.node_id]
            case WorkflowPausedEvent():
                self.whole = self.is_paused = True
                self.forms = self.forms or forms_in(event.data.reasons if event.data else None)
            case WorkflowFinishedEvent():
                self.run = event.data
                self.whole = True
                self.is_paused, self.forms = False, []
            case ErrorEvent():
                raise StreamFailed(
                    event.status, event.code, as_text(event.message or ""), partial=self.partial
                )
        return ""

    def resumed(self) -> None:
        """The run goes on (after a pause, where it was one)."""
        self.whole = self.is_paused = False
        self.forms = []

    def failure(self) -> DifyError | None:
        """What to raise at the end of the stream though it came whole: a workflow that failed."""
        return None if self.run is None else failed(self.run, self.partial)

    def lose_text(self) -> None:
        """The connection broke: text may be missing from here on."""
        self._later.append([])

    def mend(self, whole: str) -> str:
        """The whole text is this: returns what is to be read after what was read before the gap."""
        before, self._text, self._later = self.text, [whole], []
        self.is_torn = not whole.startswith(before)
        return "" if self.is_torn else whole[len(before) :]

    def mend_from_outputs(self) -> str:
        """The same with the text that the run's outputs have; nothing where they have none that fits, and the gap
        stays.
        """
        outputs = self.run.outputs if self.run and isinstance(self.run.outputs, dict) else {}
        before, after = self.text, "".join(self._later[-1])
        for whole in self._texts_in(outputs):
            if whole.startswith(before) and whole.endswith(after):
                return self.mend(whole)
        return ""

    def _texts_in(self, outputs: dict[str, Any]) -> list[str]:
        """What may be the whole text, the likeliest first: nothing, where a kind of run puts no text there."""
        return []

    def _identify(self, event: Event) -> None:
        if self.workflow_run_id is None:
            self.workflow_run_id = said(event, "workflow_run_id")
        if self.task_id in (
            None,
            self.workflow_run_id,
        ):  # servers put the run's id where they do not know it yet
            self.task_id = said(event, "task_id") or self.task_id

    def _append(self, text: str) -> str:
        if self._later:
            self._later[-1].append(text)
            return ""
        self._text.append(text)
        return text

    def _replace(self, text: str) -> str:
        """The whole text anew; what a reader of the text has not seen yet can only be given where it goes on from
        there.
        """
        before, self._text, self._later = self.text, [text], []
        return text[len(before) :] if text.startswith(before) else ""


class WorkflowAccumulator(RunAccumulator):
    """Takes the events of a workflow's stream."""

    def __init__(self) -> None:
        super().__init__()
        self._result = WorkflowResult()

    @property
    def partial(self) -> WorkflowResult:
        return self.result

    @property
    def result(self) -> WorkflowResult:
        """The result so far."""
        result = self._result
        result.task_id, result.workflow_run_id = self.task_id, self.workflow_run_id
        result.text = self.text_with_gaps
        return result

    def add(self, event: Event) -> str:
        text = super().add(event)
        match event:
            case WorkflowStartedEvent() | WorkflowPausedEvent() | WorkflowFinishedEvent() if event.data:
                self._result.take(event.data)
        return text

    def resumed(self) -> None:
        super().resumed()
        self._result.status = None

    def _texts_in(self, outputs: dict[str, Any]) -> list[str]:
        # It is streamed output by output, a line's end between them; in older releases only what a model wrote.
        strings = [value for value in outputs.values() if isinstance(value, str)]
        all_of_it = "\n".join(map(_as_streamed, outputs.values()))
        return [all_of_it, *strings, "\n".join(strings), "".join(strings)] if outputs else []


class ChatAccumulator(RunAccumulator):
    """Takes the events of a chat, agent, chatflow or completion stream."""

    def __init__(self, mode: str | None = None) -> None:
        super().__init__()
        self.has_end = False  # whether message_end was seen
        self._has_all = False
        self._answer = ChatAnswer(mode=mode)
        self._agent_text = False
        self._thoughts: dict[str, AgentThought] = {}

    @property
    def partial(self) -> ChatAnswer:
        return self.answer

    @property
    def answer(self) -> ChatAnswer:
        """The answer so far."""
        answer = self._answer
        answer.answer = self.text_with_gaps
        answer.task_id, answer.workflow_run_id = self.task_id, self.workflow_run_id
        return answer

    @property
    def message_id(self) -> str | None:
        """The answer's message."""
        return self._answer.message_id

    @property
    def conversation_id(self) -> str | None:
        """The conversation."""
        return self._answer.conversation_id

    def add(self, event: Event) -> str:
        answer = self._answer
        match event:
            case MessageEvent():  # most events are one: it has its way first
                self._identify(event)
                text = _text(event.answer)
                # Agent apps of 1.16 stream agent_message events, then repeat the whole answer in one message event.
                if self._agent_text and text.startswith(self.text):
                    return self._replace(text)
                return self._append(text)
            case AgentMessageEvent():
                self._identify(event)
                self._agent_text = True
                answer.mode = "agent-chat"
                return self._append(_text(event.answer))
        text = super().add(event)
        match event:
            case AgentThoughtEvent():
                answer.mode = "agent-chat"
                self._think(event)
            case MessageFileEvent():
                answer.files.append(_file(event))
            case MessageEndEvent():
                self.has_end = True
                answer.metadata = event.metadata or answer.metadata
                answer.files = list(event.files or answer.files)
                self.whole = self.whole or self.workflow_run_id is None
        return text

    def resumed(self) -> None:
        super().resumed()
        self.has_end = self._has_all = False

    def lose_text(self) -> None:
        self._has_all = self.has_end  # after it there is no more text: what comes was there before
        if not self.has_end:
            super().lose_text()

    def _append(self, text: str) -> str:
        return "" if self._has_all else super()._append(text)

    @property
    def lacks(self) -> bool:
        """Whether something was lost that the message has as it was stored."""
        return self.has_gap or not self.has_end

    def take_stored(self, message: Message) -> str:
        """What was lost, from the message as it was stored: returns what is to be read, as :meth:`mend`."""
        rest = self.mend(message.answer or "") if self.has_gap else ""
        answer = self._answer
        usage = Usage(
            prompt_tokens=message.message_tokens,
            completion_tokens=message.answer_tokens,
            total_tokens=message.total_tokens,
            total_price=message.total_price,
            currency=message.currency,
        )
        answer.metadata = answer.metadata or MessageMetadata(
            retriever_resources=message.retriever_resources, usage=usage if usage.to_dict() else None
        )
        made = [file for file in message.message_files or [] if file.belongs_to == "assistant"]
        answer.files = answer.files or [MessageEndFile.from_dict(file.to_dict()) for file in made]
        return rest

    def _texts_in(self, outputs: dict[str, Any]) -> list[str]:
        answer = outputs.get("answer")
        return [answer] if isinstance(answer, str) else []

    def _identify(self, event: Event) -> None:
        had_workflow = self.workflow_run_id is not None
        super()._identify(event)
        answer = self._answer
        if answer.message_id is None:
            answer.message_id = said(event, "message_id")
            answer.conversation_id = said(event, "conversation_id") or answer.conversation_id
            answer.created_at = said(event, "created_at") or answer.created_at
            answer.mode = answer.mode or ("chat" if answer.message_id else None)
        if self.workflow_run_id is not None and not (had_workflow and answer.mode == "agent-chat"):
            answer.mode = "advanced-chat"

    def _think(self, event: AgentThoughtEvent) -> None:
        # The same id comes again when the thought is complete: it replaces the first.
        self._thoughts[event.id or ""] = AgentThought(
            id=event.id or "",
            message_id=event.message_id,
            position=event.position,
            thought=event.thought,
            tool=event.tool,
            tool_labels=event.tool_labels,
            tool_input=event.tool_input,
            observation=event.observation,
            files=event.message_files,
            created_at=event.created_at,
        )
        self._answer.agent_thoughts = list(self._thoughts.values())


def said(event: Event, name: str) -> Any:
    """What an event says under a name, of whatever kind it is."""
    return event.data.get(name) if isinstance(event, UnknownEvent) else getattr(event, name, None)


def _text(value: Any) -> str:
    """Text, or nothing: what is neither cannot be part of an answer."""
    if value is None or isinstance(value, str):
        return value or ""
    raise WrongShape("answer", f"expected a string, got {type(value).__name__}")


def _as_streamed(value: Any) -> str:
    """An output as it stands in the streamed text."""
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False, indent=2)


def _file(event: MessageFileEvent) -> MessageEndFile:
    """A file that came on the way, as the end of a message names files."""
    named = {"related_id": event.id, "type": event.type, "url": event.url, "belongs_to": event.belongs_to}
    return MessageEndFile.from_dict({name: value for name, value in named.items() if value is not None})
