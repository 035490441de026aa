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


@define(kw_only=True, repr=False)
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
