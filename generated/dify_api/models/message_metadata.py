from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
    as_object,
    optional,
    optional_list,
)
from .annotation_reply_source import AnnotationReplySource
from .retriever_resource import RetrieverResource
from .usage import Usage


@define(kw_only=True, repr=False)
class MessageMetadata(Model):
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

    def _take(self, d: dict[str, Any]) -> None:
        self.usage = optional(d, "usage", Usage.from_dict)
        self.retriever_resources = optional_list(d, "retriever_resources", RetrieverResource.from_dict)
        self.annotation_reply = optional(d, "annotation_reply", AnnotationReplySource.from_dict)
        self.reasoning = optional(d, "reasoning", as_object)
