from __future__ import annotations

from typing import Any, Literal

from attrs import define

from ..types import (
    Model,
    as_list,
    optional,
    required,
)


@define(kw_only=True, repr=False, eq=False)
class TextChunkData(Model):
    """A piece of a workflow's text.

    Attributes:
        text: The piece of text; may be empty.
        from_variable_selector: The variable the text comes from, as a path, node first.
    """

    text: str | None = None
    from_variable_selector: list[str] | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.text = d.pop("text", None)
        self.from_variable_selector = optional(d, "from_variable_selector", as_list)


@define(kw_only=True, repr=False, eq=False)
class TextChunkEvent(Model):
    """A piece of text that a workflow gives out while it runs.

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

    event: Literal["text_chunk"] = "text_chunk"
    task_id: str | None = None
    message_id: str | None = None
    conversation_id: str | None = None
    created_at: int | None = None
    workflow_run_id: str | None = None
    data: TextChunkData | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.data = optional(d, "data", TextChunkData.from_dict)


@define(kw_only=True, repr=False, eq=False)
class TextReplaceData(Model):
    """The text that a workflow has from now on.

    Attributes:
        text: The whole text.
    """

    text: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.text = d.pop("text", None)


@define(kw_only=True, repr=False, eq=False)
class TextReplaceEvent(Model):
    """A text that takes the place of the workflow's text so far.

    Attributes:
        event: The event's name.
        task_id: The task that makes the stream; what `stop` wants.
        message_id: The message being answered; absent in a workflow app.
        conversation_id: The conversation; absent in completion and workflow apps.
        created_at: When the message was made, in seconds since 1970; the same in every event that
            has it.
        workflow_run_id: The run; absent in apps without a workflow.
        data: The text.
    """

    event: Literal["text_replace"] = "text_replace"
    task_id: str | None = None
    message_id: str | None = None
    conversation_id: str | None = None
    created_at: int | None = None
    workflow_run_id: str | None = None
    data: TextReplaceData | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.workflow_run_id = d.pop("workflow_run_id", None)
        self.data = optional(d, "data", TextReplaceData.from_dict)
