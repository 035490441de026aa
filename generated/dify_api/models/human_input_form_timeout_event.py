from __future__ import annotations

from typing import Any, Literal

from attrs import define

from ..types import (
    Model,
    optional,
    required,
)


@define(kw_only=True, repr=False)
class HumanInputFormTimeoutData(Model):
    """A form that nobody filled in. (Dify since 1.16)

    Attributes:
        node_id: The node in the workflow.
        node_title: The node's title.
        expiration_time: When it expired, in seconds since 1970.
    """

    node_id: str | None = None
    node_title: str | None = None
    expiration_time: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.node_id = d.pop("node_id", None)
        self.node_title = d.pop("node_title", None)
        self.expiration_time = d.pop("expiration_time", None)


@define(kw_only=True, repr=False)
class HumanInputFormTimeoutEvent(Model):
    """Nobody filled in the form in time. (Dify since 1.16)

    Attributes:
        event: The event's name.
        task_id: The task that makes the stream; what `stop` wants.
        message_id: The message being answered; absent in a workflow app.
        conversation_id: The conversation; absent in completion and workflow apps.
        created_at: When the message was made, in seconds since 1970; the same in every event that
            has it.
        workflow_run_id: The run; absent in apps without a workflow.
        data: The form.
    """

    event: Literal["human_input_form_timeout"] = "human_input_form_timeout"
    task_id: str | None = None
    message_id: str | None = None
    conversation_id: str | None = None
    created_at: int | None = None
    workflow_run_id: str | None = None
    data: HumanInputFormTimeoutData | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.data = optional(d, "data", HumanInputFormTimeoutData.from_dict)
