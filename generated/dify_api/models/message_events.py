from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from attrs import define

from ..types import (
    Model,
    as_list,
    optional,
    optional_list,
    required,
)
from .message_metadata import MessageMetadata

if TYPE_CHECKING:
    from .enums import FileOwner, FileType, TransferMethod


@define(kw_only=True, repr=False, eq=False)
class MessageEndEvent(Model):
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

    def _take(self, d: dict[str, Any]) -> None:
        self.event = required(d, "event")
        self.task_id = d.pop("task_id", None)
        self.message_id = d.pop("message_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.created_at = d.pop("created_at", None)
        self.id = d.pop("id", None)
        self.metadata = optional(d, "metadata", MessageMetadata.from_dict)
        self.files = optional_list(d, "files", MessageEndFile.from_dict)


@define(kw_only=True, repr=False, eq=False)
class MessageEndFile(Model):
    """A file of a finished message.

    Attributes:
        related_id: Id of the mention of the file in the message.
        type: The group of the file.
        filename: The file's name.
        extension: The file's extension with the dot.
        mime_type: The file's MIME type.
        size: The file's size in bytes.
        transfer_method: How the file came.
        url: Signed address to fetch the file from, for a limited time.
        upload_file_id: The id that the upload gave.
        remote_url: Where the file was fetched from; empty for an upload.
    """

    related_id: str | None = None
    type: FileType | None = None
    filename: str | None = None
    extension: str | None = None
    mime_type: str | None = None
    size: int | None = None
    transfer_method: TransferMethod | None = None
    url: str | None = None
    upload_file_id: str | None = None
    remote_url: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.related_id = d.pop("related_id", None)
        self.type = d.pop("type", None)
        self.filename = d.pop("filename", None)
        self.extension = d.pop("extension", None)
        self.mime_type = d.pop("mime_type", None)
        self.size = d.pop("size", None)
        self.transfer_method = d.pop("transfer_method", None)
        self.url = d.pop("url", None)
        self.upload_file_id = d.pop("upload_file_id", None)
        self.remote_url = d.pop("remote_url", None)


@define(kw_only=True, repr=False, eq=False)
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


@define(kw_only=True, repr=False, eq=False)
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


@define(kw_only=True, repr=False, eq=False)
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
