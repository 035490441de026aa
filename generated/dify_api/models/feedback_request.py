from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    required,
    required_or_null,
    short_repr,
)

if TYPE_CHECKING:
    from .feedback_rating import FeedbackRating


@define(kw_only=True)
class FeedbackRequest:
    """What an end user thinks of an answer.

    Attributes:
        rating: The rating. `null` takes an earlier one back, so it is always sent.
        user: The end user whose feedback this is.
        content: The user's comment.
    """

    rating: FeedbackRating | None
    user: str
    content: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "rating": self.rating,
            "user": self.user,
            **present(
                {
                    "content": self.content,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.rating = required_or_null(d, "rating")
        self.user = required(d, "user")
        self.content = d.pop("content", None)
        self.additional_properties = d or {}
        return self if cls is FeedbackRequest else called(self)
