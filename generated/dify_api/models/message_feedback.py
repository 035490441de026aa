from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
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
        """The JSON object, with fields that this version does not know, without absent ones."""
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
        """Read a JSON object.

        Raises:
            WrongShape: The object has not the shape that the API promises.
        """
        d = as_object(src_dict)
        self = cls.__new__(cls)  # a call of the class with all fields would take twice the time
        self.rating = d.pop("rating", None)
        self.additional_properties = d
        return self
