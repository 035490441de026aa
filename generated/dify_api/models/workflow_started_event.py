from __future__ import annotations

from typing import Any, Literal

from attrs import define

from ..types import (
    Model,
    as_object,
    optional,
    required,
)


@define(kw_only=True, repr=False)
class WorkflowStartedData(Model):
    """A run that began.

    Attributes:
        id: The run's id, the same as `workflow_run_id`.
        workflow_id: The version of the workflow that runs.
        inputs: The run's inputs by their names; those of the system start with `sys.`.
        created_at: When the run began, in seconds since 1970.
        reason: `initial`, or `resumption` after a pause. (Dify since 1.13.2)
        sequence_number: Number of the run among those of its app. (Dify until 0.15.8)
    """

    id: str | None = None
    workflow_id: str | None = None
    inputs: dict[str, Any] | None = None
    created_at: int | None = None
    reason: str | None = None
    sequence_number: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.workflow_id = d.pop("workflow_id", None)
        self.inputs = optional(d, "inputs", as_object)
        self.created_at = d.pop("created_at", None)
        self.reason = d.pop("reason", None)
        self.sequence_number = d.pop("sequence_number", None)


@define(kw_only=True, repr=False)
class WorkflowStartedEvent(Model):
    """A run began, or goes on after a pause.

    Attributes:
        event: The event's name.
        task_id: The task that makes the stream; what `stop` wants.
        message_id: The message being answered; absent in a workflow app.
        conversation_id: The conversation; absent in completion and workflow apps.
        created_at: When the message was made, in seconds since 1970; the same in every event that
            has it.
        workflow_run_id: The run; absent in apps without a workflow.
        data: The run.
    """

    event: Literal["workflow_started"] = "workflow_started"
    task_id: str | None = None
    message_id: str | None = None
    conversation_id: str | None = None
    created_at: int | None = None
    workflow_run_id: str | None = None
    data: WorkflowStartedData | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.data = optional(d, "data", WorkflowStartedData.from_dict)
