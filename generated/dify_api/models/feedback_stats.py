from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    present,
    short_repr,
)


@define(kw_only=True)
class FeedbackStats:
    """How often thumbs were up or down.

    Attributes:
        like: How often thumbs were up.
        dislike: How often thumbs were down.
    """

    like: int | None = None
    dislike: int | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "like": self.like,
                    "dislike": self.dislike,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.like = d.pop("like", None)
        self.dislike = d.pop("dislike", None)
        self.additional_properties = d or {}
        return self if cls is FeedbackStats else called(self)
