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
from .execution_metadata import ExecutionMetadata

if TYPE_CHECKING:
    from .enums import NodeStatus


@define(kw_only=True, repr=False, eq=False)
class NodeFinishedData(Model):
    """The execution of a node that ended.

    Attributes:
        id: Id of the execution; its other events carry it, too.
        node_id: The node in the workflow.
        node_type: The node's kind, such as `start`, `llm` or `answer`.
        title: The node's title.
        index: Place of the execution in the run, from 1.
        predecessor_node_id: The node that ran before it. Always null in 1.13.2 and later.
        inputs: What the node took, by name.
        inputs_truncated: Whether `inputs` was cut short. (Dify since 1.9.2)
        process_data: What the node did in between, such as the prompt it made.
        process_data_truncated: Whether `process_data` was cut short. (Dify since 1.9.2)
        outputs: What the node gave, by name.
        outputs_truncated: Whether `outputs` was cut short. (Dify since 1.9.2)
        status: How it ended.
        error: Why it failed; null where it did not.
        elapsed_time: Seconds it took.
        execution_metadata: Its costs and where it took place.
        created_at: When it began, in seconds since 1970.
        finished_at: When it ended, in seconds since 1970.
        files: Files among the outputs.
        iteration_id: The iteration node it runs in.
        loop_id: The loop node it runs in. (Dify since 1.4.3)
        parallel_id: The parallel part of the workflow it belongs to. (Dify until 1.8.1)
        parallel_start_node_id: The node its parallel strand began with. (Dify until 1.8.1)
        parent_parallel_id: The parallel part around its own. (Dify until 1.8.1)
        parent_parallel_start_node_id: The node the strand around its own began with. (Dify until
            1.8.1)
    """

    id: str | None = None
    node_id: str | None = None
    node_type: str | None = None
    title: str | None = None
    index: int | None = None
    predecessor_node_id: str | None = None
    inputs: dict[str, Any] | None = None
    inputs_truncated: bool | None = None
    process_data: dict[str, Any] | None = None
    process_data_truncated: bool | None = None
    outputs: dict[str, Any] | None = None
    outputs_truncated: bool | None = None
    status: NodeStatus | None = None
    error: str | None = None
    elapsed_time: float | None = None
    execution_metadata: ExecutionMetadata | None = None
    created_at: int | None = None
    finished_at: int | None = None
    files: list[dict[str, Any]] | None = None
    iteration_id: str | None = None
    loop_id: str | None = None
    parallel_id: str | None = None
    parallel_start_node_id: str | None = None
    parent_parallel_id: str | None = None
    parent_parallel_start_node_id: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.node_id = d.pop("node_id", None)
        self.node_type = d.pop("node_type", None)
        self.title = d.pop("title", None)
        self.index = d.pop("index", None)
        self.predecessor_node_id = d.pop("predecessor_node_id", None)
        self.inputs = optional(d, "inputs", as_object)
        self.inputs_truncated = d.pop("inputs_truncated", None)
        self.process_data = optional(d, "process_data", as_object)
        self.process_data_truncated = d.pop("process_data_truncated", None)
        self.outputs = optional(d, "outputs", as_object)
        self.outputs_truncated = d.pop("outputs_truncated", None)
        self.status = d.pop("status", None)
        self.error = d.pop("error", None)
        self.elapsed_time = d.pop("elapsed_time", None)
        self.execution_metadata = optional(d, "execution_metadata", ExecutionMetadata.from_dict)
        self.created_at = d.pop("created_at", None)
        self.finished_at = d.pop("finished_at", None)
        self.files = optional_list(d, "files", as_object)
        self.iteration_id = d.pop("iteration_id", None)
        self.loop_id = d.pop("loop_id", None)
        self.parallel_id = d.pop("parallel_id", None)
        self.parallel_start_node_id = d.pop("parallel_start_node_id", None)
        self.parent_parallel_id = d.pop("parent_parallel_id", None)
        self.parent_parallel_start_node_id = d.pop("parent_parallel_start_node_id", None)


@define(kw_only=True, repr=False, eq=False)
class NodeFinishedEvent(Model):
    """A node of a workflow ended, well or not.

    Attributes:
        event: The event's name.
        task_id: The task that makes the stream; what `stop` wants.
        message_id: The message being answered; absent in a workflow app.
        conversation_id: The conversation; absent in completion and workflow apps.
        created_at: When the message was made, in seconds since 1970; the same in every event that
            has it.
        workflow_run_id: The run; absent in apps without a workflow.
        data: The node.
    """

    event: Literal["node_finished"] = "node_finished"
    task_id: str | None = None
    message_id: str | None = None
    conversation_id: str | None = None
    created_at: int | None = None
    workflow_run_id: str | None = None
    data: NodeFinishedData | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.data = optional(d, "data", NodeFinishedData.from_dict)


@define(kw_only=True, repr=False, eq=False)
class NodeRetryData(Model):
    """The execution of a node that failed and is tried again.

    Attributes:
        id: Id of the execution; its other events carry it, too.
        node_id: The node in the workflow.
        node_type: The node's kind, such as `start`, `llm` or `answer`.
        title: The node's title.
        index: Place of the execution in the run, from 1.
        predecessor_node_id: The node that ran before it. Always null in 1.13.2 and later.
        inputs: What the node took, by name.
        inputs_truncated: Whether `inputs` was cut short. (Dify since 1.9.2)
        process_data: What the node did in between, such as the prompt it made.
        process_data_truncated: Whether `process_data` was cut short. (Dify since 1.9.2)
        outputs: What the node gave, by name.
        outputs_truncated: Whether `outputs` was cut short. (Dify since 1.9.2)
        status: How it ended.
        error: Why it failed; null where it did not.
        elapsed_time: Seconds it took.
        execution_metadata: Its costs and where it took place.
        created_at: When it began, in seconds since 1970.
        finished_at: When it ended, in seconds since 1970.
        files: Files among the outputs.
        iteration_id: The iteration node it runs in.
        loop_id: The loop node it runs in. (Dify since 1.4.3)
        retry_index: Number of the try that comes, from 1.
        parallel_id: The parallel part of the workflow it belongs to. (Dify until 1.8.1)
        parallel_start_node_id: The node its parallel strand began with. (Dify until 1.8.1)
        parent_parallel_id: The parallel part around its own. (Dify until 1.8.1)
        parent_parallel_start_node_id: The node the strand around its own began with. (Dify until
            1.8.1)
    """

    id: str | None = None
    node_id: str | None = None
    node_type: str | None = None
    title: str | None = None
    index: int | None = None
    predecessor_node_id: str | None = None
    inputs: dict[str, Any] | None = None
    inputs_truncated: bool | None = None
    process_data: dict[str, Any] | None = None
    process_data_truncated: bool | None = None
    outputs: dict[str, Any] | None = None
    outputs_truncated: bool | None = None
    status: NodeStatus | None = None
    error: str | None = None
    elapsed_time: float | None = None
    execution_metadata: ExecutionMetadata | None = None
    created_at: int | None = None
    finished_at: int | None = None
    files: list[dict[str, Any]] | None = None
    iteration_id: str | None = None
    loop_id: str | None = None
    retry_index: int | None = None
    parallel_id: str | None = None
    parallel_start_node_id: str | None = None
    parent_parallel_id: str | None = None
    parent_parallel_start_node_id: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.node_id = d.pop("node_id", None)
        self.node_type = d.pop("node_type", None)
        self.title = d.pop("title", None)
        self.index = d.pop("index", None)
        self.predecessor_node_id = d.pop("predecessor_node_id", None)
        self.inputs = optional(d, "inputs", as_object)
        self.inputs_truncated = d.pop("inputs_truncated", None)
        self.process_data = optional(d, "process_data", as_object)
        self.process_data_truncated = d.pop("process_data_truncated", None)
        self.outputs = optional(d, "outputs", as_object)
        self.outputs_truncated = d.pop("outputs_truncated", None)
        self.status = d.pop("status", None)
        self.error = d.pop("error", None)
        self.elapsed_time = d.pop("elapsed_time", None)
        self.execution_metadata = optional(d, "execution_metadata", ExecutionMetadata.from_dict)
        self.created_at = d.pop("created_at", None)
        self.finished_at = d.pop("finished_at", None)
        self.files = optional_list(d, "files", as_object)
        self.iteration_id = d.pop("iteration_id", None)
        self.loop_id = d.pop("loop_id", None)
        self.retry_index = d.pop("retry_index", None)
        self.parallel_id = d.pop("parallel_id", None)
        self.parallel_start_node_id = d.pop("parallel_start_node_id", None)
        self.parent_parallel_id = d.pop("parent_parallel_id", None)
        self.parent_parallel_start_node_id = d.pop("parent_parallel_start_node_id", None)


@define(kw_only=True, repr=False, eq=False)
class NodeRetryEvent(Model):
    """A node failed and is tried again.

    Attributes:
        event: The event's name.
        task_id: The task that makes the stream; what `stop` wants.
        message_id: The message being answered; absent in a workflow app.
        conversation_id: The conversation; absent in completion and workflow apps.
        created_at: When the message was made, in seconds since 1970; the same in every event that
            has it.
        workflow_run_id: The run; absent in apps without a workflow.
        data: The node.
    """

    event: Literal["node_retry"] = "node_retry"
    task_id: str | None = None
    message_id: str | None = None
    conversation_id: str | None = None
    created_at: int | None = None
    workflow_run_id: str | None = None
    data: NodeRetryData | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.data = optional(d, "data", NodeRetryData.from_dict)


@define(kw_only=True, repr=False, eq=False)
class NodeStartedData(Model):
    """The execution of a node that began.

    Attributes:
        id: Id of the execution; its other events carry it, too.
        node_id: The node in the workflow.
        node_type: The node's kind, such as `start`, `llm` or `answer`.
        title: The node's title.
        index: Place of the execution in the run, from 1.
        predecessor_node_id: The node that ran before it. Always null in 1.13.2 and later.
        inputs: What the node took, by name.
        inputs_truncated: Whether `inputs` was cut short. (Dify since 1.9.2)
        created_at: When it began, in seconds since 1970.
        extras: What a kind of node has to say besides.
        iteration_id: The iteration node it runs in.
        loop_id: The loop node it runs in. (Dify since 1.4.3)
        agent_strategy: The way an agent node works.
        parallel_id: The parallel part of the workflow it belongs to. (Dify until 1.8.1)
        parallel_start_node_id: The node its parallel strand began with. (Dify until 1.8.1)
        parent_parallel_id: The parallel part around its own. (Dify until 1.8.1)
        parent_parallel_start_node_id: The node the strand around its own began with. (Dify until
            1.8.1)
        parallel_run_id: The run of its parallel strand. (Dify until 1.8.1)
    """

    id: str | None = None
    node_id: str | None = None
    node_type: str | None = None
    title: str | None = None
    index: int | None = None
    predecessor_node_id: str | None = None
    inputs: dict[str, Any] | None = None
    inputs_truncated: bool | None = None
    created_at: int | None = None
    extras: dict[str, Any] | None = None
    iteration_id: str | None = None
    loop_id: str | None = None
    agent_strategy: dict[str, Any] | None = None
    parallel_id: str | None = None
    parallel_start_node_id: str | None = None
    parent_parallel_id: str | None = None
    parent_parallel_start_node_id: str | None = None
    parallel_run_id: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.node_id = d.pop("node_id", None)
        self.node_type = d.pop("node_type", None)
        self.title = d.pop("title", None)
        self.index = d.pop("index", None)
        self.predecessor_node_id = d.pop("predecessor_node_id", None)
        self.inputs = optional(d, "inputs", as_object)
        self.inputs_truncated = d.pop("inputs_truncated", None)
        self.created_at = d.pop("created_at", None)
        self.extras = optional(d, "extras", as_object)
        self.iteration_id = d.pop("iteration_id", None)
        self.loop_id = d.pop("loop_id", None)
        self.agent_strategy = optional(d, "agent_strategy", as_object)
        self.parallel_id = d.pop("parallel_id", None)
        self.parallel_start_node_id = d.pop("parallel_start_node_id", None)
        self.parent_parallel_id = d.pop("parent_parallel_id", None)
        self.parent_parallel_start_node_id = d.pop("parent_parallel_start_node_id", None)
        self.parallel_run_id = d.pop("parallel_run_id", None)


@define(kw_only=True, repr=False, eq=False)
class NodeStartedEvent(Model):
    """A node of a workflow began.

    Attributes:
        event: The event's name.
        task_id: The task that makes the stream; what `stop` wants.
        message_id: The message being answered; absent in a workflow app.
        conversation_id: The conversation; absent in completion and workflow apps.
        created_at: When the message was made, in seconds since 1970; the same in every event that
            has it.
        workflow_run_id: The run; absent in apps without a workflow.
        data: The node.
    """

    event: Literal["node_started"] = "node_started"
    task_id: str | None = None
    message_id: str | None = None
    conversation_id: str | None = None
    created_at: int | None = None
    workflow_run_id: str | None = None
    data: NodeStartedData | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.data = optional(d, "data", NodeStartedData.from_dict)
