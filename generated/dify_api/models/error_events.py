from __future__ import annotations

from typing import Any, Literal

from attrs import define

from ..types import (
    Model,
    required,
)


@define(kw_only=True, repr=False, eq=False)
class ErrorEvent(Model):
    """Answering failed. The HTTP status is 200 all the same; this is what it would have been.

    Attributes:
        event: The event's name.
        task_id: The task that makes the stream; what `stop` wants.
        message_id: The message being answered; absent in a workflow app.
        conversation_id: The conversation; absent in completion and workflow apps.
        created_at: When the message was made, in seconds since 1970; the same in every event that
            has it.
        workflow_run_id: The run; absent in apps without a workflow.
        status: The HTTP status the error stands for.
        code: Machine-readable kind of the error, such as `completion_request_error`.
        message: What went wrong; may be null.
    """

    event: Literal["error"] = "error"
    task_id: str | None = None
    message_id: str | None = None
    conversation_id: str | None = None
    created_at: int | None = None
    workflow_run_id: str | None = None
    status: int | None = None
    code: str | None = None
    message: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.status = d.pop("status", None)
        self.code = d.pop("code", None)
        self.message = d.pop("message", None)
