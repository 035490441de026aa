from __future__ import annotations

from typing import Any, Literal

from attrs import define

from ..types import (
    Model,
    optional,
    required,
)


@define(kw_only=True, repr=False, eq=False)
class ReasoningChunkData(Model):
    """A piece of a model's thinking. (Dify since 1.16)

    Attributes:
        message_id: The message it belongs to.
        reasoning: The piece of text.
        node_id: The node whose model thinks; null outside workflows.
        is_final: Whether the thinking ends with it.
    """

    message_id: str | None = None
    reasoning: str | None = None
    node_id: str | None = None
    is_final: bool | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.message_id = d.pop("message_id", None)
        self.reasoning = d.pop("reasoning", None)
        self.node_id = d.pop("node_id", None)
        self.is_final = d.pop("is_final", None)


@define(kw_only=True, repr=False, eq=False)
class ReasoningChunkEvent(Model):
    """A piece of what the model thinks before it answers. (Dify since 1.16)

    Attributes:
        event: The event's name.
        task_id: The task that makes the stream; what `stop` wants.
        message_id: The message being answered; absent in a workflow app.
        conversation_id: The conversation; absent in completion and workflow apps.
        created_at: When the message was made, in seconds since 1970; the same in every event that
            has it.
        workflow_run_id: The run; absent in apps without a workflow.
        data: The piece.
    """

    event: Literal["reasoning_chunk"] = "reasoning_chunk"
    task_id: str | None = None
    message_id: str | None = None
    conversation_id: str | None = None
    created_at: int | None = None
    workflow_run_id: str | None = None
    data: ReasoningChunkData | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.data = optional(d, "data", ReasoningChunkData.from_dict)
