from __future__ import annotations

from typing import Any, Literal

from attrs import define

from ..types import (
    Model,
    required,
)


@define(kw_only=True, repr=False)
class MessageReplaceEvent(Model):
    """A text that takes the place of the whole answer so far, as moderation wants it.

    Attributes:
        event: The event's name.
        task_id: The task that makes the stream; what `stop` wants.
        message_id: The message being answered; absent in a workflow app.
        conversation_id: The conversation; absent in completion and workflow apps.
        created_at: When the message was made, in seconds since 1970; the same in every event that
            has it.
        answer: The text that stands from now on.
        reason: Why it was replaced; may be empty.
    """

    event: Literal["message_replace"] = "message_replace"
    task_id: str | None = None
    message_id: str | None = None
    conversation_id: str | None = None
    created_at: int | None = None
    answer: str | None = None
    reason: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.answer = d.pop("answer", None)
        self.reason = d.pop("reason", None)
