from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from attrs import define

from ..types import (
    Model,
    required,
)

if TYPE_CHECKING:
    from .enums import FileOwner, FileType


@define(kw_only=True, repr=False)
class MessageFileEvent(Model):
    """A file that the app made.

    Attributes:
        event: The event's name.
        task_id: The task that makes the stream; what `stop` wants.
        message_id: The message being answered; absent in a workflow app.
        conversation_id: The conversation; absent in completion and workflow apps.
        created_at: When the message was made, in seconds since 1970; the same in every event that
            has it.
        id: The file's id.
        type: The group of the file.
        belongs_to: Who brought it; the app, so `assistant`.
        url: Signed address to fetch the file from, for a limited time.
    """

    event: Literal["message_file"] = "message_file"
    task_id: str | None = None
    message_id: str | None = None
    conversation_id: str | None = None
    created_at: int | None = None
    id: str | None = None
    type: FileType | None = None
    belongs_to: FileOwner | None = None
    url: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.id = d.pop("id", None)
        self.type = d.pop("type", None)
        self.belongs_to = d.pop("belongs_to", None)
        self.url = d.pop("url", None)
