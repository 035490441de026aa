from __future__ import annotations

from typing import Any, Literal

from attrs import define

from ..types import (
    Model,
    as_object,
    optional,
    required,
)
from .human_input_form import HumanInputForm


@define(kw_only=True, repr=False, eq=False)
class HumanInputFormFilledData(Model):
    """A form that was filled in. (Dify since 1.13.2)

    Attributes:
        node_id: The node in the workflow.
        node_title: The node's title.
        rendered_content: The form's text with the values in it.
        action_id: The button that was pressed.
        action_text: What the button says.
        submitted_data: The values, by the names of their variables. (Dify since 1.16)
    """

    node_id: str | None = None
    node_title: str | None = None
    rendered_content: str | None = None
    action_id: str | None = None
    action_text: str | None = None
    submitted_data: dict[str, Any] | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.node_id = d.pop("node_id", None)
        self.node_title = d.pop("node_title", None)
        self.rendered_content = d.pop("rendered_content", None)
        self.action_id = d.pop("action_id", None)
        self.action_text = d.pop("action_text", None)
        self.submitted_data = optional(d, "submitted_data", as_object)


@define(kw_only=True, repr=False, eq=False)
class HumanInputFormFilledEvent(Model):
    """A person filled in the form and the run goes on. (Dify since 1.13.2)

    Attributes:
        event: The event's name.
        task_id: The task that makes the stream; what `stop` wants.
        message_id: The message being answered; absent in a workflow app.
        conversation_id: The conversation; absent in completion and workflow apps.
        created_at: When the message was made, in seconds since 1970; the same in every event that
            has it.
        workflow_run_id: The run; absent in apps without a workflow.
        data: What was filled in.
    """

    event: Literal["human_input_form_filled"] = "human_input_form_filled"
    task_id: str | None = None
    message_id: str | None = None
    conversation_id: str | None = None
    created_at: int | None = None
    workflow_run_id: str | None = None
    data: HumanInputFormFilledData | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.data = optional(d, "data", HumanInputFormFilledData.from_dict)


@define(kw_only=True, repr=False, eq=False)
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


@define(kw_only=True, repr=False, eq=False)
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


@define(kw_only=True, repr=False, eq=False)
class HumanInputRequiredEvent(Model):
    """A run needs a person to fill in a form; `workflow_paused` follows. (Dify since 1.13.2)

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

    event: Literal["human_input_required"] = "human_input_required"
    task_id: str | None = None
    message_id: str | None = None
    conversation_id: str | None = None
    created_at: int | None = None
    workflow_run_id: str | None = None
    data: HumanInputForm | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.data = optional(d, "data", HumanInputForm.from_dict)
