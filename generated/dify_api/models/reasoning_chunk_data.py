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
class ReasoningChunkData:
    """A piece of a model's thinking. (Dify since 1.16)

    Attributes:
        message_id: The message it belongs to.
        reasoning: The piece of text.
        node_id: The node whose model thinks; null outside workflows.
        is_final: Whether the thinking ends with it.
    """

    message_id: str | None = None
    reasoning: str | None = None
    node_id: str | None = None
    is_final: bool | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "message_id": self.message_id,
                    "reasoning": self.reasoning,
                    "node_id": self.node_id,
                    "is_final": self.is_final,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.message_id = d.pop("message_id", None)
        self.reasoning = d.pop("reasoning", None)
        self.node_id = d.pop("node_id", None)
        self.is_final = d.pop("is_final", None)
        self.additional_properties = d or {}
        return self if cls is ReasoningChunkData else called(self)
