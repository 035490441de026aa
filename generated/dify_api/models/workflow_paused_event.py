from __future__ import annotations

from typing import Any, Literal

from attrs import define

from ..types import (
    Model,
    optional,
    required,
)
from .workflow_paused_data import WorkflowPausedData


@define(kw_only=True, repr=False)
class WorkflowPausedEvent(Model):
    """A run waits for a person; the stream ends here. (Dify since 1.13.2)

    Attributes:
        event: The event's name.
        task_id: The task that makes the stream; what `stop` wants.
        message_id: The message being answered; absent in a workflow app.
        conversation_id: The conversation; absent in completion and workflow apps.
        created_at: When the message was made, in seconds since 1970; the same in every event that
            has it.
        workflow_run_id: The run; absent in apps without a workflow.
        data: Why the run waits and how far it had come.
    """

    event: Literal["workflow_paused"] = "workflow_paused"
    task_id: str | None = None
    message_id: str | None = None
    conversation_id: str | None = None
    created_at: int | None = None
    workflow_run_id: str | None = None
    data: WorkflowPausedData | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.data = optional(d, "data", WorkflowPausedData.from_dict)
