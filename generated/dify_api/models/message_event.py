from __future__ import annotations

from typing import Any, Literal

from attrs import define

from ..types import (
    Model,
    as_list,
    optional,
    required,
)


@define(kw_only=True, repr=False)
class MessageEvent(Model):
    """A piece of the answer, to be put after those before it.

    Attributes:
        event: The event's name.
        task_id: The task that makes the stream; what `stop` wants.
        message_id: The message being answered; absent in a workflow app.
        conversation_id: The conversation; absent in completion and workflow apps.
        created_at: When the message was made, in seconds since 1970; the same in every event that
            has it.
        id: The same as `message_id`.
        answer: The piece of text; may be empty.
        from_variable_selector: The variable of a chatflow that the text comes from, as a path, node
            first.
    """

    event: Literal["message"] = "message"
    task_id: str | None = None
    message_id: str | None = None
    conversation_id: str | None = None
    created_at: int | None = None
    id: str | None = None
    answer: str | None = None
    from_variable_selector: list[str] | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.id = d.pop("id", None)
        self.answer = d.pop("answer", None)
        self.from_variable_selector = optional(d, "from_variable_selector", as_list)
