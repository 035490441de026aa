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
class LoopMetadata(Model):
    """How long a loop may go on.

    Attributes:
        loop_length: How many rounds it has at most.
    """

    loop_length: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.loop_length = d.pop("loop_length", None)


@define(kw_only=True, repr=False)
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


@define(kw_only=True, repr=False)
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
