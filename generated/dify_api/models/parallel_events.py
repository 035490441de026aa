from __future__ import annotations

from typing import Any, Literal

from attrs import define

from ..types import (
    Model,
    optional,
    required,
)


@define(kw_only=True, repr=False, eq=False)
class ParallelBranchFinishedData(Model):
    """A strand of nodes that ended. (Dify until 1.8.1)

    Attributes:
        parallel_id: The group of strands.
        parallel_branch_id: The strand: the id of its first node.
        parent_parallel_id: The group around it.
        parent_parallel_start_node_id: The first node of the strand around it.
        iteration_id: The iteration it belongs to.
        loop_id: The loop it belongs to.
        status: How it ended: `succeeded` or `failed`.
        error: Why it failed.
        created_at: When it happened, in seconds since 1970.
    """

    parallel_id: str | None = None
    parallel_branch_id: str | None = None
    parent_parallel_id: str | None = None
    parent_parallel_start_node_id: str | None = None
    iteration_id: str | None = None
    loop_id: str | None = None
    status: str | None = None
    error: str | None = None
    created_at: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.parallel_id = d.pop("parallel_id", None)
        self.parallel_branch_id = d.pop("parallel_branch_id", None)
        self.parent_parallel_id = d.pop("parent_parallel_id", None)
        self.parent_parallel_start_node_id = d.pop("parent_parallel_start_node_id", None)
        self.iteration_id = d.pop("iteration_id", None)
        self.loop_id = d.pop("loop_id", None)
        self.status = d.pop("status", None)
        self.error = d.pop("error", None)
        self.created_at = d.pop("created_at", None)


@define(kw_only=True, repr=False, eq=False)
class ParallelBranchFinishedEvent(Model):
    """A strand of nodes that ran beside others ended. (Dify until 1.8.1)

    Attributes:
        event: The event's name.
        task_id: The task that makes the stream; what `stop` wants.
        message_id: The message being answered; absent in a workflow app.
        conversation_id: The conversation; absent in completion and workflow apps.
        created_at: When the message was made, in seconds since 1970; the same in every event that
            has it.
        workflow_run_id: The run; absent in apps without a workflow.
        data: The strand.
    """

    event: Literal["parallel_branch_finished"] = "parallel_branch_finished"
    task_id: str | None = None
    message_id: str | None = None
    conversation_id: str | None = None
    created_at: int | None = None
    workflow_run_id: str | None = None
    data: ParallelBranchFinishedData | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.data = optional(d, "data", ParallelBranchFinishedData.from_dict)


@define(kw_only=True, repr=False, eq=False)
class ParallelBranchStartedData(Model):
    """A strand of nodes that began. (Dify until 1.8.1)

    Attributes:
        parallel_id: The group of strands.
        parallel_branch_id: The strand: the id of its first node.
        parent_parallel_id: The group around it.
        parent_parallel_start_node_id: The first node of the strand around it.
        iteration_id: The iteration it belongs to.
        loop_id: The loop it belongs to.
        created_at: When it happened, in seconds since 1970.
    """

    parallel_id: str | None = None
    parallel_branch_id: str | None = None
    parent_parallel_id: str | None = None
    parent_parallel_start_node_id: str | None = None
    iteration_id: str | None = None
    loop_id: str | None = None
    created_at: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.parallel_id = d.pop("parallel_id", None)
        self.parallel_branch_id = d.pop("parallel_branch_id", None)
        self.parent_parallel_id = d.pop("parent_parallel_id", None)
        self.parent_parallel_start_node_id = d.pop("parent_parallel_start_node_id", None)
        self.iteration_id = d.pop("iteration_id", None)
        self.loop_id = d.pop("loop_id", None)
        self.created_at = d.pop("created_at", None)


@define(kw_only=True, repr=False, eq=False)
class ParallelBranchStartedEvent(Model):
    """A strand of nodes began that runs beside others. (Dify until 1.8.1)

    Attributes:
        event: The event's name.
        task_id: The task that makes the stream; what `stop` wants.
        message_id: The message being answered; absent in a workflow app.
        conversation_id: The conversation; absent in completion and workflow apps.
        created_at: When the message was made, in seconds since 1970; the same in every event that
            has it.
        workflow_run_id: The run; absent in apps without a workflow.
        data: The strand.
    """

    event: Literal["parallel_branch_started"] = "parallel_branch_started"
    task_id: str | None = None
    message_id: str | None = None
    conversation_id: str | None = None
    created_at: int | None = None
    workflow_run_id: str | None = None
    data: ParallelBranchStartedData | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.data = optional(d, "data", ParallelBranchStartedData.from_dict)
