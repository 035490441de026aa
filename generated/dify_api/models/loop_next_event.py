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


@define(kw_only=True, repr=False)
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
