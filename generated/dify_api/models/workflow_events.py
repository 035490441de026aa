from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from attrs import define

from ..types import (
    Model,
    as_object,
    optional,
    optional_list,
    required,
)
from .run_creator import RunCreator
from .workflow_paused_data import WorkflowPausedData

if TYPE_CHECKING:
    from .enums import WorkflowStatus


@define(kw_only=True, repr=False, eq=False)
class WorkflowFinishedData(Model):
    """A run that ended.

    Attributes:
        id: The run's id, the same as `workflow_run_id`.
        workflow_id: The version of the workflow that runs.
        status: How the run stands.
        outputs: What the run gives, by the names its end node has for it.
        error: Why the run failed or was stopped; null or empty where it was not.
        elapsed_time: Seconds it took.
        total_tokens: Tokens of all its models.
        total_steps: How many nodes ran.
        created_by: Who started the run.
        created_at: When the run began, in seconds since 1970.
        finished_at: When the run ended, in seconds since 1970.
        exceptions_count: How many nodes failed and were passed over.
        files: Files among the outputs.
        sequence_number: Number of the run among those of its app. (Dify until 0.15.8)
    """

    id: str | None = None
    workflow_id: str | None = None
    status: WorkflowStatus | None = None
    outputs: dict[str, Any] | None = None
    error: str | None = None
    elapsed_time: float | None = None
    total_tokens: int | None = None
    total_steps: int | None = None
    created_by: RunCreator | None = None
    created_at: int | None = None
    finished_at: int | None = None
    exceptions_count: int | None = None
    files: list[dict[str, Any]] | None = None
    sequence_number: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.workflow_id = d.pop("workflow_id", None)
        self.status = d.pop("status", None)
        self.outputs = optional(d, "outputs", as_object)
        self.error = d.pop("error", None)
        self.elapsed_time = d.pop("elapsed_time", None)
        self.total_tokens = d.pop("total_tokens", None)
        self.total_steps = d.pop("total_steps", None)
        self.created_by = optional(d, "created_by", RunCreator.from_dict)
        self.created_at = d.pop("created_at", None)
        self.finished_at = d.pop("finished_at", None)
        self.exceptions_count = d.pop("exceptions_count", None)
        self.files = optional_list(d, "files", as_object)
        self.sequence_number = d.pop("sequence_number", None)


@define(kw_only=True, repr=False, eq=False)
class WorkflowFinishedEvent(Model):
    """A run ended, well or not. It is the last event of a run in 1.13 and later. In 1.8.1 a chatflow's
    `message_end` comes after it; later before it.

    Attributes:
        event: The event's name.
        task_id: The task that makes the stream; what `stop` wants.
        message_id: The message being answered; absent in a workflow app.
        conversation_id: The conversation; absent in completion and workflow apps.
        created_at: When the message was made, in seconds since 1970; the same in every event that
            has it.
        workflow_run_id: The run; absent in apps without a workflow.
        data: How the run ended.
    """

    event: Literal["workflow_finished"] = "workflow_finished"
    task_id: str | None = None
    message_id: str | None = None
    conversation_id: str | None = None
    created_at: int | None = None
    workflow_run_id: str | None = None
    data: WorkflowFinishedData | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.data = optional(d, "data", WorkflowFinishedData.from_dict)


@define(kw_only=True, repr=False, eq=False)
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


@define(kw_only=True, repr=False, eq=False)
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


@define(kw_only=True, repr=False, eq=False)
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
