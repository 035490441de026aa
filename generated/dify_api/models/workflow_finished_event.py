from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional,
    plain,
    present,
    required,
    short_repr,
)
from .workflow_finished_data import WorkflowFinishedData


@define(kw_only=True)
class WorkflowFinishedEvent:
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
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "event": self.event,
            **present(
                {
                    "task_id": self.task_id,
                    "message_id": self.message_id,
                    "conversation_id": self.conversation_id,
                    "created_at": self.created_at,
                    "workflow_run_id": self.workflow_run_id,
                    "data": plain(self.data),
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.data = optional(d, "data", WorkflowFinishedData.from_dict)
        self.additional_properties = d or {}
        return self if cls is WorkflowFinishedEvent else called(self)
