from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional,
    optional_list,
    plain,
    present,
    short_repr,
)
from .annotation_reply_source import AnnotationReplySource
from .retriever_resource import RetrieverResource
from .usage import Usage


@define(kw_only=True)
class MessageMetadata:
    """What goes with an answer besides its text.

    Attributes:
        usage: Tokens and costs of the answer.
        retriever_resources: The pieces of knowledge the answer cites.
        annotation_reply: The annotation that was the answer; null where the app answered by itself.
        reasoning: What the models thought, by the id of their node. (Dify since 1.16)
    """

    usage: Usage | None = None
    retriever_resources: list[RetrieverResource] | None = None
    annotation_reply: AnnotationReplySource | None = None
    reasoning: dict[str, Any] | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "usage": plain(self.usage),
                    "retriever_resources": plain(self.retriever_resources),
                    "annotation_reply": plain(self.annotation_reply),
                    "reasoning": plain(self.reasoning),
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.usage = optional(d, "usage", Usage.from_dict)
        self.retriever_resources = optional_list(d, "retriever_resources", RetrieverResource.from_dict)
        self.annotation_reply = optional(d, "annotation_reply", AnnotationReplySource.from_dict)
        self.reasoning = optional(d, "reasoning", as_object)
        self.additional_properties = d or {}
        return self if cls is MessageMetadata else called(self)
