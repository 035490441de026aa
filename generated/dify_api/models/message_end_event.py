from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional,
    optional_list,
    plain,
    present,
    required,
    short_repr,
)
from .message_end_file import MessageEndFile
from .message_metadata import MessageMetadata


@define(kw_only=True)
class MessageEndEvent:
    """The text of the answer is whole. A chatflow and speech send more events after it.

    Attributes:
        event: The event's name.
        task_id: The task that makes the stream; what `stop` wants.
        message_id: The message being answered; absent in a workflow app.
        conversation_id: The conversation; absent in completion and workflow apps.
        created_at: When the message was made, in seconds since 1970; the same in every event that
            has it.
        id: The same as `message_id`.
        metadata: Usage, citations and the annotation that answered.
        files: The files of the message, those of the question included.
    """

    event: Literal["message_end"] = "message_end"
    task_id: str | None = None
    message_id: str | None = None
    conversation_id: str | None = None
    created_at: int | None = None
    id: str | None = None
    metadata: MessageMetadata | None = None
    files: list[MessageEndFile] | None = None
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
                    "id": self.id,
                    "metadata": plain(self.metadata),
                    "files": plain(self.files),
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
        self.id = d.pop("id", None)
        self.metadata = optional(d, "metadata", MessageMetadata.from_dict)
        self.files = optional_list(d, "files", MessageEndFile.from_dict)
        self.additional_properties = d or {}
        return self if cls is MessageEndEvent else called(self)
