from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

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
from .app_model_config import AppModelConfig
from .feedback_stats import FeedbackStats
from .status_count import StatusCount


@define(kw_only=True)
class ChatConversation:
    """A conversation as the console's logs show it.

    Attributes:
        id: The conversation's id (UUID).
        status: The state of the conversation, such as `normal`.
        from_source: `api` for an end user, `console` for an account.
        from_end_user_id: The server's id of the end user.
        from_end_user_session_id: The end user as the calling program named it, in `user`.
        from_account_id: The id of the account, where one talked.
        from_account_name: The name of the account, where one talked.
        name: The conversation's name.
        summary: What it is about; the first question where nobody summed it up.
        read_at: When it was first read in the console, in seconds since 1970.
        created_at: When it was begun, in seconds since 1970.
        updated_at: When it was last changed, in seconds since 1970.
        annotated: Whether an answer of it is annotated.
        model_config: The model and prompt it was begun with.
        message_count: How many messages it has.
        user_feedback_stats: What end users thought of the answers.
        admin_feedback_stats: What accounts of the console thought of the answers.
        status_count: How its runs ended. Of an app without a workflow it is null in 1.14.2, and in
            1.13.2 all its fields are.
    """

    id: str
    status: str | None = None
    from_source: str | None = None
    from_end_user_id: str | None = None
    from_end_user_session_id: str | None = None
    from_account_id: str | None = None
    from_account_name: str | None = None
    name: str | None = None
    summary: str | None = None
    read_at: int | None = None
    created_at: int | None = None
    updated_at: int | None = None
    annotated: bool | None = None
    model_config: AppModelConfig | None = None
    message_count: int | None = None
    user_feedback_stats: FeedbackStats | None = None
    admin_feedback_stats: FeedbackStats | None = None
    status_count: StatusCount | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "id": self.id,
            **present(
                {
                    "status": self.status,
                    "from_source": self.from_source,
                    "from_end_user_id": self.from_end_user_id,
                    "from_end_user_session_id": self.from_end_user_session_id,
                    "from_account_id": self.from_account_id,
                    "from_account_name": self.from_account_name,
                    "name": self.name,
                    "summary": self.summary,
                    "read_at": self.read_at,
                    "created_at": self.created_at,
                    "updated_at": self.updated_at,
                    "annotated": self.annotated,
                    "model_config": plain(self.model_config),
                    "message_count": self.message_count,
                    "user_feedback_stats": plain(self.user_feedback_stats),
                    "admin_feedback_stats": plain(self.admin_feedback_stats),
                    "status_count": plain(self.status_count),
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = required(d, "id")
        self.status = d.pop("status", None)
        self.from_source = d.pop("from_source", None)
        self.from_end_user_id = d.pop("from_end_user_id", None)
        self.from_end_user_session_id = d.pop("from_end_user_session_id", None)
        self.from_account_id = d.pop("from_account_id", None)
        self.from_account_name = d.pop("from_account_name", None)
        self.name = d.pop("name", None)
        self.summary = d.pop("summary", None)
        self.read_at = d.pop("read_at", None)
        self.created_at = d.pop("created_at", None)
        self.updated_at = d.pop("updated_at", None)
        self.annotated = d.pop("annotated", None)
        self.model_config = optional(d, "model_config", AppModelConfig.from_dict)
        self.message_count = d.pop("message_count", None)
        self.user_feedback_stats = optional(d, "user_feedback_stats", FeedbackStats.from_dict)
        self.admin_feedback_stats = optional(d, "admin_feedback_stats", FeedbackStats.from_dict)
        self.status_count = optional(d, "status_count", StatusCount.from_dict)
        self.additional_properties = d or {}
        return self if cls is ChatConversation else called(self)
