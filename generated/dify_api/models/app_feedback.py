from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    required,
    short_repr,
)

if TYPE_CHECKING:
    from .feedback_rating import FeedbackRating


@define(kw_only=True)
class AppFeedback:
    """What somebody thought of an answer.

    Attributes:
        id: The feedback's id (UUID).
        app_id: The app.
        conversation_id: The conversation.
        message_id: The message.
        rating: Thumbs up or thumbs down.
        content: What was said about the answer, in words.
        from_source: `user` for an end user, `admin` for an account of the console.
        from_end_user_id: The server's id of the end user.
        from_account_id: The id of the console account.
        created_at: When it was given, as ISO 8601 without a time zone (UTC).
        updated_at: When it was last changed, as ISO 8601 without a time zone (UTC).
    """

    id: str
    app_id: str | None = None
    conversation_id: str | None = None
    message_id: str | None = None
    rating: FeedbackRating | None = None
    content: str | None = None
    from_source: str | None = None
    from_end_user_id: str | None = None
    from_account_id: str | None = None
    created_at: str | None = None
    updated_at: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "id": self.id,
            **present(
                {
                    "app_id": self.app_id,
                    "conversation_id": self.conversation_id,
                    "message_id": self.message_id,
                    "rating": self.rating,
                    "content": self.content,
                    "from_source": self.from_source,
                    "from_end_user_id": self.from_end_user_id,
                    "from_account_id": self.from_account_id,
                    "created_at": self.created_at,
                    "updated_at": self.updated_at,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = required(d, "id")
        self.app_id = d.pop("app_id", None)
        self.conversation_id = d.pop("conversation_id", None)
        self.message_id = d.pop("message_id", None)
        self.rating = d.pop("rating", None)
        self.content = d.pop("content", None)
        self.from_source = d.pop("from_source", None)
        self.from_end_user_id = d.pop("from_end_user_id", None)
        self.from_account_id = d.pop("from_account_id", None)
        self.created_at = d.pop("created_at", None)
        self.updated_at = d.pop("updated_at", None)
        self.additional_properties = d or {}
        return self if cls is AppFeedback else called(self)
