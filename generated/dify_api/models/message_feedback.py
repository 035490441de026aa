from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    short_repr,
)

if TYPE_CHECKING:
    from .feedback_rating import FeedbackRating


@define(kw_only=True)
class MessageFeedback:
    """The rating of a message.

    Attributes:
        rating: Thumbs up or thumbs down.
    """

    rating: FeedbackRating | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "rating": self.rating,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.rating = d.pop("rating", None)
        self.additional_properties = d or {}
        return self if cls is MessageFeedback else called(self)
