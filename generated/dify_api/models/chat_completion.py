from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from ..types import (
    Model,
    optional,
    required,
)
from .message_metadata import MessageMetadata
from .workflow_paused_data import WorkflowPausedData

if TYPE_CHECKING:
    from .enums import AppMode


@define(kw_only=True, repr=False, eq=False)
class ChatCompletion(Model):
    """An answer in one piece. Where a chatflow paused for a person's input, 1.14.2 says
    `workflow_paused` as the event and why in `data`; earlier releases answer 400 then.

    Attributes:
        message_id: Id of the message that question and answer make up.
        event: `message`, or `workflow_paused` where the run waits for a person.
        task_id: Id of the task that made the answer.
        id: The same as `message_id`.
        conversation_id: Id of the conversation; absent in a completion app.
        mode: The kind of the app.
        answer: The whole answer; up to the pause where the run paused.
        metadata: Usage, citations and the annotation that answered.
        created_at: When the message was made, in seconds since 1970.
        workflow_run_id: Id of the paused run. (Dify since 1.14.2)
        data: Why the run paused and how far it had come; only with `workflow_paused`. (Dify since
            1.14.2)
    """

    message_id: str
    event: str | None = None
    task_id: str | None = None
    id: str | None = None
    conversation_id: str | None = None
    mode: AppMode | None = None
    answer: str | None = None
    metadata: MessageMetadata | None = None
    created_at: int | None = None
    workflow_run_id: str | None = None
    data: WorkflowPausedData | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.message_id = required(d, "message_id")
        self.event = d.pop("event", None)
        self.task_id = d.pop("task_id", None)
        self.id = d.pop("id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.mode = d.pop("mode", None)
        self.answer = d.pop("answer", None)
        self.metadata = optional(d, "metadata", MessageMetadata.from_dict)
        self.created_at = d.pop("created_at", None)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.data = optional(d, "data", WorkflowPausedData.from_dict)
