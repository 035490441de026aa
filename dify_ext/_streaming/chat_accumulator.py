"""The accumulator of chat, agent, chatflow and completion streams. Pure."""

from __future__ import annotations

from dify_api.models import AgentThought, Message, MessageEndFile, MessageMetadata, Usage

from dify_ext import events
from dify_ext._streaming.accumulators import NO_END, RunAccumulator, as_answer_text, id_in, value_in
from dify_ext._streaming.answers import ChatAnswer
from dify_ext.errors import DifyError
from dify_ext.events import Event

_OF_WORKFLOWS = ("workflow_", "node_", "iteration_", "loop_", "human_input_")


class ChatAccumulator(RunAccumulator[ChatAnswer]):
    """Takes the events of a chat, agent, chatflow or completion stream."""

    needs_text = True

    def __init__(self, mode: str | None = None, *, run_id: str | None = None) -> None:
        super().__init__(run_id=run_id)
        self.has_end = False  # message_end is there
        self._answer = ChatAnswer(mode=mode)
        self._has_workflow = False
        self._was_resumed = False
        self._is_moderated = False  # a moderation put another text in place of the answer
        self._agent_speaks = False  # the text so far is that of agent_message events
        self._thoughts: dict[str, AgentThought] = {}

    @property
    def result(self) -> ChatAnswer:
        answer = self._answer
        answer.answer = self.text.all_pieces
        answer.task_id, answer.workflow_run_id = self.task_id, self.workflow_run_id
        answer.message_id, answer.conversation_id = self.message_id, self.conversation_id
        answer.request_id = self.request_id
        return answer

    @property
    def is_final(self) -> bool:
        ended_early = self.run is None or self.run.status != "succeeded"
        return self.whole and (self.has_end or ended_early)

    @property
    def is_missing_parts(self) -> bool:
        return self.text.has_gap or not self.has_end

    def add(self, event: Event) -> str:
        answer = self._answer
        if type(event) is events.MessageEvent:  # most events are one: it comes first
            if self.message_id is None or self.task_id in (None, self.workflow_run_id):
                self._identify(event)
            piece = as_answer_text(event.answer)
            if self._agent_speaks:  # 1.16 then sends the stored answer of an agent in one piece
                self._agent_speaks = False
                return self.text.replace(piece)
            return self.text.append(piece)
        if type(event) is events.AgentMessageEvent:
            self._identify(event)
            self._agent_speaks = True
            answer.mode = "agent-chat"
            return self.text.append(as_answer_text(event.answer))
        text = super().add(event)
        match event:
            case events.AgentThoughtEvent():
                answer.mode = "agent-chat"
                self._think(event)
            case events.MessageFileEvent() if event.id or event.url:
                answer.files.append(_file(event))
            case events.MessageEndEvent():
                self.has_end = True
                answer.metadata = event.metadata or answer.metadata
                answer.files = list(event.files or answer.files)
                # An annotation, or the moderation of the input, answers before any workflow begins.
                self.whole = self.whole or not (self._has_workflow or self.began_elsewhere)
            case _ if event.event.startswith(_OF_WORKFLOWS):
                self._has_workflow = True
        return text

    def unpause(self) -> None:
        if self.has_end and not self._has_workflow and not self.began_elsewhere:
            return  # the answer was whole before the workflow began
        if self.is_paused:
            self._was_resumed = True
            self.text.expect_repetition()
        super().unpause()
        self.has_end = self.text.is_closed = False

    def failure(self) -> DifyError | None:
        if self.has_end and self.run is not None and NO_END in str(self.run.error):
            return None
        return super().failure()

    def lose_text(self) -> None:
        self._was_resumed = True
        # After these there is no more text: what arrives was there before.
        self.text.is_closed = self.has_end or self._is_moderated
        super().lose_text()

    def take_stored(self, message: Message) -> str:
        rest = super().take_stored(message)
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

    def complete_text(self) -> str:
        whole = self.outputs.get("answer")
        if not isinstance(whole, str) or not whole or self._is_moderated:
            return ""
        if not self.text.is_prefix_of(whole) and not self._was_resumed:
            return ""  # the text is longer, or another: it is kept
        rest = self.text.complete(whole)
        self.text.is_closed = self.text.is_closed or bool(rest)
        return rest

    def _replace(self, text: str, *, is_stored: bool) -> str:
        self._is_moderated = not is_stored
        return super()._replace(text, is_stored=is_stored)

    def _identify(self, event: Event) -> None:
        had_workflow = self.workflow_run_id is not None
        super()._identify(event)
        answer = self._answer
        if self.message_id is None:
            self.message_id = id_in(event, "message_id")
            self.conversation_id = id_in(event, "conversation_id") or self.conversation_id
            answer.created_at = value_in(event, "created_at") or answer.created_at
            answer.mode = answer.mode or ("chat" if self.message_id else None)
        if self.workflow_run_id is not None and not (had_workflow and answer.mode == "agent-chat"):
            answer.mode = "advanced-chat"

    def _think(self, event: events.AgentThoughtEvent) -> None:
        # The same id comes again when the thought is complete: it replaces the first.
        id = event.id if isinstance(event.id, str) else str(event.id or "")
        self._thoughts[id] = AgentThought(
            id=id,
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


def _file(event: events.MessageFileEvent) -> MessageEndFile:
    named = {"related_id": event.id, "type": event.type, "url": event.url, "belongs_to": event.belongs_to}
    return MessageEndFile.from_dict({name: value for name, value in named.items() if value is not None})
