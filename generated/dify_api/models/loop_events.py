from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from attrs import define

from ..types import (
    Model,
    as_object,
    optional,
    required,
)
from .execution_metadata import ExecutionMetadata

if TYPE_CHECKING:
    from .enums import NodeStatus


@define(kw_only=True, repr=False, eq=False)
class LoopCompletedData(Model):
    """A loop that ended.

    Attributes:
        id: Id of the execution; its other events carry it, too.
        node_id: The node in the workflow.
        node_type: The node's kind, such as `start`, `llm` or `answer`.
        title: The node's title.
        outputs: What the node gave, by name.
        outputs_truncated: Whether `outputs` was cut short. (Dify since 1.9.2)
        created_at: When it began, in seconds since 1970.
        extras: What a kind of node has to say besides.
        inputs: What the node took, by name.
        inputs_truncated: Whether `inputs` was cut short. (Dify since 1.9.2)
        status: How it ended.
        error: Why it failed; null where it did not.
        elapsed_time: Seconds it took.
        total_tokens: Tokens of all its models.
        execution_metadata: Its costs and where it took place.
        finished_at: When it ended, in seconds since 1970.
        steps: How many rounds it took.
        parallel_id: The parallel part of the workflow it belongs to. (Dify until 1.8.1)
        parallel_start_node_id: The node its parallel strand began with. (Dify until 1.8.1)
    """

    id: str | None = None
    node_id: str | None = None
    node_type: str | None = None
    title: str | None = None
    outputs: dict[str, Any] | None = None
    outputs_truncated: bool | None = None
    created_at: int | None = None
    extras: dict[str, Any] | None = None
    inputs: dict[str, Any] | None = None
    inputs_truncated: bool | None = None
    status: NodeStatus | None = None
    error: str | None = None
    elapsed_time: float | None = None
    total_tokens: int | None = None
    execution_metadata: ExecutionMetadata | None = None
    finished_at: int | None = None
    steps: int | None = None
    parallel_id: str | None = None
    parallel_start_node_id: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.node_id = d.pop("node_id", None)
        self.node_type = d.pop("node_type", None)
        self.title = d.pop("title", None)
        self.outputs = optional(d, "outputs", as_object)
        self.outputs_truncated = d.pop("outputs_truncated", None)
        self.created_at = d.pop("created_at", None)
        self.extras = optional(d, "extras", as_object)
        self.inputs = optional(d, "inputs", as_object)
        self.inputs_truncated = d.pop("inputs_truncated", None)
        self.status = d.pop("status", None)
        self.error = d.pop("error", None)
        self.elapsed_time = d.pop("elapsed_time", None)
        self.total_tokens = d.pop("total_tokens", None)
        self.execution_metadata = optional(d, "execution_metadata", ExecutionMetadata.from_dict)
        self.finished_at = d.pop("finished_at", None)
        self.steps = d.pop("steps", None)
        self.parallel_id = d.pop("parallel_id", None)
        self.parallel_start_node_id = d.pop("parallel_start_node_id", None)


@define(kw_only=True, repr=False, eq=False)
class LoopCompletedEvent(Model):
    """A loop ended, well or not.

    Attributes:
        event: The event's name.
        task_id: The task that makes the stream; what `stop` wants.
        message_id: The message being answered; absent in a workflow app.
        conversation_id: The conversation; absent in completion and workflow apps.
        created_at: When the message was made, in seconds since 1970; the same in every event that
            has it.
        workflow_run_id: The run; absent in apps without a workflow.
        data: The loop.
    """

    event: Literal["loop_completed"] = "loop_completed"
    task_id: str | None = None
    message_id: str | None = None
    conversation_id: str | None = None
    created_at: int | None = None
    workflow_run_id: str | None = None
    data: LoopCompletedData | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.data = optional(d, "data", LoopCompletedData.from_dict)


@define(kw_only=True, repr=False, eq=False)
class LoopMetadata(Model):
    """How long a loop may go on.

    Attributes:
        loop_length: How many rounds it has at most.
    """

    loop_length: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.loop_length = d.pop("loop_length", None)


@define(kw_only=True, repr=False, eq=False)
class LoopNextData(Model):
    """A round of a loop.

    Attributes:
        id: Id of the execution; its other events carry it, too.
        node_id: The node in the workflow.
        node_type: The node's kind, such as `start`, `llm` or `answer`.
        title: The node's title.
        index: Number of the round.
        created_at: When it began, in seconds since 1970.
        pre_loop_output: What the round before gave, any JSON.
        extras: What a kind of node has to say besides.
        parallel_id: The parallel part of the workflow it belongs to. (Dify until 1.8.1)
        parallel_start_node_id: The node its parallel strand began with. (Dify until 1.8.1)
        parallel_mode_run_id: The parallel strand of the round. (Dify until 1.8.1)
        duration: Seconds the round before took. (Dify until 1.8.1)
    """

    id: str | None = None
    node_id: str | None = None
    node_type: str | None = None
    title: str | None = None
    index: int | None = None
    created_at: int | None = None
    pre_loop_output: Any = None
    extras: dict[str, Any] | None = None
    parallel_id: str | None = None
    parallel_start_node_id: str | None = None
    parallel_mode_run_id: str | None = None
    duration: float | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.node_id = d.pop("node_id", None)
        self.node_type = d.pop("node_type", None)
        self.title = d.pop("title", None)
        self.index = d.pop("index", None)
        self.created_at = d.pop("created_at", None)
        self.pre_loop_output = d.pop("pre_loop_output", None)
        self.extras = optional(d, "extras", as_object)
        self.parallel_id = d.pop("parallel_id", None)
        self.parallel_start_node_id = d.pop("parallel_start_node_id", None)
        self.parallel_mode_run_id = d.pop("parallel_mode_run_id", None)
        self.duration = d.pop("duration", None)


@define(kw_only=True, repr=False, eq=False)
class LoopNextEvent(Model):
    """The next round of a loop began.

    Attributes:
        event: The event's name.
        task_id: The task that makes the stream; what `stop` wants.
        message_id: The message being answered; absent in a workflow app.
        conversation_id: The conversation; absent in completion and workflow apps.
        created_at: When the message was made, in seconds since 1970; the same in every event that
            has it.
        workflow_run_id: The run; absent in apps without a workflow.
        data: The round.
    """

    event: Literal["loop_next"] = "loop_next"
    task_id: str | None = None
    message_id: str | None = None
    conversation_id: str | None = None
    created_at: int | None = None
    workflow_run_id: str | None = None
    data: LoopNextData | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.data = optional(d, "data", LoopNextData.from_dict)


@define(kw_only=True, repr=False, eq=False)
class LoopStartedData(Model):
    """A loop that began.

    Attributes:
        id: Id of the execution; its other events carry it, too.
        node_id: The node in the workflow.
        node_type: The node's kind, such as `start`, `llm` or `answer`.
        title: The node's title.
        created_at: When it began, in seconds since 1970.
        extras: What a kind of node has to say besides.
        metadata: How long the loop may go on.
        inputs: What the node took, by name.
        inputs_truncated: Whether `inputs` was cut short. (Dify since 1.9.2)
        parallel_id: The parallel part of the workflow it belongs to. (Dify until 1.8.1)
        parallel_start_node_id: The node its parallel strand began with. (Dify until 1.8.1)
    """

    id: str | None = None
    node_id: str | None = None
    node_type: str | None = None
    title: str | None = None
    created_at: int | None = None
    extras: dict[str, Any] | None = None
    metadata: LoopMetadata | None = None
    inputs: dict[str, Any] | None = None
    inputs_truncated: bool | None = None
    parallel_id: str | None = None
    parallel_start_node_id: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.node_id = d.pop("node_id", None)
        self.node_type = d.pop("node_type", None)
        self.title = d.pop("title", None)
        self.created_at = d.pop("created_at", None)
        self.extras = optional(d, "extras", as_object)
        self.metadata = optional(d, "metadata", LoopMetadata.from_dict)
        self.inputs = optional(d, "inputs", as_object)
        self.inputs_truncated = d.pop("inputs_truncated", None)
        self.parallel_id = d.pop("parallel_id", None)
        self.parallel_start_node_id = d.pop("parallel_start_node_id", None)


@define(kw_only=True, repr=False, eq=False)
class LoopStartedEvent(Model):
    """A loop node began.

    Attributes:
        event: The event's name.
        task_id: The task that makes the stream; what `stop` wants.
        message_id: The message being answered; absent in a workflow app.
        conversation_id: The conversation; absent in completion and workflow apps.
        created_at: When the message was made, in seconds since 1970; the same in every event that
            has it.
        workflow_run_id: The run; absent in apps without a workflow.
        data: The loop.
    """

    event: Literal["loop_started"] = "loop_started"
    task_id: str | None = None
    message_id: str | None = None
    conversation_id: str | None = None
    created_at: int | None = None
    workflow_run_id: str | None = None
    data: LoopStartedData | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.data = optional(d, "data", LoopStartedData.from_dict)
