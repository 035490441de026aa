"""A stream's events folded into one answer, the same as Dify gives in one piece. Pure."""

from __future__ import annotations

from typing import Any

import attrs
from dify_api.models.agent_message_event import AgentMessageEvent
from dify_api.models.agent_thought import AgentThought
from dify_api.models.agent_thought_event import AgentThoughtEvent
from dify_api.models.chat_completion import ChatCompletion
from dify_api.models.error_event import ErrorEvent
from dify_api.models.human_input_form import HumanInputForm
from dify_api.models.human_input_required_event import HumanInputRequiredEvent
from dify_api.models.message_end_event import MessageEndEvent
from dify_api.models.message_end_file import MessageEndFile
from dify_api.models.message_event import MessageEvent
from dify_api.models.message_file_event import MessageFileEvent
from dify_api.models.message_metadata import MessageMetadata
from dify_api.models.message_replace_event import MessageReplaceEvent
from dify_api.models.pause_reason import PauseReason
from dify_api.models.retriever_resource import RetrieverResource
from dify_api.models.text_chunk_event import TextChunkEvent
from dify_api.models.usage import Usage
from dify_api.models.workflow_finished_data import WorkflowFinishedData
from dify_api.models.workflow_finished_event import WorkflowFinishedEvent
from dify_api.models.workflow_paused_event import WorkflowPausedEvent
from dify_api.models.workflow_started_event import WorkflowStartedEvent
from dify_api.types import WrongShape

from dify_ext._error_body import as_text
from dify_ext.errors import DifyError, StreamFailed, WorkflowFailed, WorkflowPaused
from dify_ext.events import Event, UnknownEvent


@attrs.define
class ChatAnswer:
    """What an app answered, the same whether it came in one piece or as a stream.

    ``answer`` is the text; ``id`` and ``message_id`` the message's id; ``created_at`` Unix seconds; ``mode`` the app's
    mode (``chat``, ``agent-chat``, ``advanced-chat`` …; no stream says it, so it is inferred from the events);
    ``usage`` tokens and prices; ``retriever_resources`` the sources quoted; ``files`` what the app made;
    ``agent_thoughts`` an agent's steps; ``metadata`` all that the end of the message said.
    """

    answer: str = ""
    message_id: str | None = None
    conversation_id: str | None = None
    task_id: str | None = None
    created_at: int | None = None
    mode: str | None = None
    workflow_run_id: str | None = None
    metadata: MessageMetadata | None = None
    files: list[MessageEndFile] = attrs.field(factory=list)
    agent_thoughts: list[AgentThought] = attrs.field(factory=list)

    @property
    def id(self) -> str | None:
        """The message's id, as ``message_id``."""
        return self.message_id

    @property
    def usage(self) -> Usage | None:
        """Tokens, prices (strings, as the wire has them) and latency in seconds."""
        return self.metadata.usage if self.metadata else None

    @property
    def retriever_resources(self) -> list[RetrieverResource]:
        """The passages of knowledge bases that the answer rests on."""
        return (self.metadata.retriever_resources if self.metadata else None) or []

    @classmethod
    def from_completion(cls, completion: ChatCompletion) -> ChatAnswer:
        """The answer that came in one piece; raises :class:`WorkflowPaused` where it says that the run waits for a
        human.
        """
        answer = cls(
            answer=completion.answer or "",
            message_id=completion.message_id or completion.id,
            conversation_id=completion.conversation_id,
            task_id=completion.task_id,
            created_at=completion.created_at,
            mode=completion.mode,
            workflow_run_id=completion.workflow_run_id,
            metadata=completion.metadata,
        )
        if completion.event == "workflow_paused":
            data = completion.data.to_dict() if completion.data else {}
            raise paused(answer, _form_in(data.get("reasons")))
        return answer


def paused(answer: Any, form: HumanInputForm | None) -> WorkflowPaused:
    """The error for a run that waits for a human whom nobody named."""
    asks = f" at the node {form.node_title or form.node_id}" if form else ""
    return WorkflowPaused(
        f"the run waits for human input{asks}; answer its form, then take it up again", partial=answer, form=form
    )


class ChatFold:
    """Takes the events of a chat, agent, chatflow or completion stream in turn; knows the answer so far and whether it
    is whole.
    """

    def __init__(self) -> None:
        self._answer = ChatAnswer()
        self._text: list[str] = []  # joined when asked for: adding to a string would be quadratic
        self.run: WorkflowFinishedData | None = None
        self.form: HumanInputForm | None = None
        self.is_paused = False
        self._whole = False
        self._has_workflow = False
        self._agent_text = False
        self._thoughts: dict[str, AgentThought] = {}

    @property
    def answer(self) -> ChatAnswer:
        """The answer so far."""
        self._text = ["".join(self._text)]
        self._answer.answer = self._text[0]
        return self._answer

    @property
    def task_id(self) -> str | None:
        """The run's id, for stopping it."""
        return self._answer.task_id

    @property
    def message_id(self) -> str | None:
        """The answer's message."""
        return self._answer.message_id

    @property
    def conversation_id(self) -> str | None:
        """The conversation."""
        return self._answer.conversation_id

    @property
    def workflow_run_id(self) -> str | None:
        """The workflow run behind a chatflow's answer."""
        return self._answer.workflow_run_id

    @property
    def whole(self) -> bool:
        """Whether the end was seen: ``message_end``; with workflow events, ``workflow_finished`` or
        ``workflow_paused``.
        """
        return self._whole

    def add(self, event: Event) -> str:
        """Take the next event; returns the text it adds. An ``error`` event raises :class:`StreamFailed`."""
        self._identify(event)
        answer = self._answer
        match event:
            case MessageEvent():
                return self._message(_text(event.answer))
            case AgentMessageEvent():
                self._agent_text = True
                answer.mode = "agent-chat"
                return self._append(_text(event.answer))
            case TextChunkEvent():
                return self._append(_text(event.data.text if event.data else None))
            case MessageReplaceEvent():
                return self._replace(_text(event.answer))
            case AgentThoughtEvent():
                answer.mode = "agent-chat"
                self._think(event)
            case MessageFileEvent():
                answer.files.append(_file(event))
            case MessageEndEvent():
                answer.metadata = event.metadata or answer.metadata
                answer.files = list(event.files or answer.files)
                self._whole = self._whole or not self._has_workflow
            case WorkflowStartedEvent():
                self._whole = self.is_paused = False
                self.form = None
            case HumanInputRequiredEvent():
                self.form = event.data
            case WorkflowPausedEvent():
                self._whole = self.is_paused = True
                self.form = self.form or _form_in(event.data.reasons if event.data else None)
            case WorkflowFinishedEvent():
                self.run = event.data
                self._whole = True
            case ErrorEvent():
                raise StreamFailed(event.status, event.code, as_text(event.message or ""), partial=self.answer)
        return ""

    def failure(self) -> DifyError | None:
        """What to raise at the end of the stream though it came whole: a workflow that failed."""
        if self.run is None or self.run.status not in ("failed", "exception"):
            return None
        reason = self.run.error or "it gave no reason"
        return WorkflowFailed(f"the workflow failed: {reason} (run {self.run.id})", run=self.run, partial=self.answer)

    def _identify(self, event: Event) -> None:
        answer = self._answer

        def look(name: str) -> Any:
            return event.data.get(name) if isinstance(event, UnknownEvent) else getattr(event, name, None)

        if answer.task_id is None:
            answer.task_id = look("task_id")
        if answer.message_id is None:
            answer.message_id = look("message_id")
            answer.conversation_id = look("conversation_id") or answer.conversation_id
            answer.created_at = look("created_at") or answer.created_at
            answer.mode = answer.mode or ("chat" if answer.message_id else None)
        if not self._has_workflow and (run_id := look("workflow_run_id")):
            self._has_workflow = True
            answer.workflow_run_id = run_id
            answer.mode = "advanced-chat"

    def _append(self, text: str) -> str:
        self._text.append(text)
        return text

    def _message(self, text: str) -> str:
        # Agent apps of 1.16 stream agent_message events, then repeat the whole answer in one message event.
        if self._agent_text and text.startswith(self.answer.answer):
            return self._replace(text)
        return self._append(text)

    def _replace(self, text: str) -> str:
        """The whole answer anew; what a reader of the text has not seen yet can only be given where it goes on from
        there.
        """
        before, self._text = self.answer.answer, [text]
        return text[len(before) :] if text.startswith(before) else ""

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


def _text(value: Any) -> str:
    """Text, or nothing: what is neither cannot be part of an answer."""
    if value is None or isinstance(value, str):
        return value or ""
    raise WrongShape("answer", f"expected a string, got {type(value).__name__}")


def _file(event: MessageFileEvent) -> MessageEndFile:
    """A file that came on the way, as the end of a message names files."""
    said = {"related_id": event.id, "type": event.type, "url": event.url, "belongs_to": event.belongs_to}
    return MessageEndFile.from_dict({name: value for name, value in said.items() if value is not None})


def _form_in(reasons: Any) -> HumanInputForm | None:
    """The first form among the reasons of a pause."""
    for reason in reasons or []:
        said = reason.to_dict() if isinstance(reason, PauseReason) else reason
        if isinstance(said, dict) and "form_id" in said:
            return HumanInputForm.from_dict(said)
    return None
