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
    required,
    short_repr,
)
from .agent_thought import AgentThought
from .human_input_content import HumanInputContent
from .message_feedback import MessageFeedback
from .message_file import MessageFile
from .retriever_resource import RetrieverResource


@define(kw_only=True)
class Message:
    """A question of the end user and the app's answer to it.

    Attributes:
        id: The message's id (UUID).
        conversation_id: The conversation it belongs to.
        parent_message_id: The message it follows; all zeros for the first one and for those that
            came through the Service API.
        inputs: Values of the app's input variables by their names.
        query: What the end user said.
        answer: What the app answered.
        message_files: Files of question and answer.
        feedback: The end user's rating; null where there is none.
        retriever_resources: The pieces of knowledge the answer cites.
        created_at: When the question came, in seconds since 1970.
        agent_thoughts: The steps of an agent on its way to the answer.
        status: `normal`, or `error` where answering failed; other values as a release has them.
        error: Why answering failed; null where it did not.
        extra_contents: What came up besides text, such as a form a person had to fill in. (Dify
            since 1.13.2)
        message_tokens: Tokens of the question. (Dify since 1.16)
        answer_tokens: Tokens of the answer. (Dify since 1.16)
        total_tokens: Tokens of question and answer. (Dify since 1.16)
        provider_response_latency: Seconds the model's provider took. (Dify since 1.16)
        total_price: What the answer cost, in `currency`. (Dify since 1.16)
        currency: Currency of `total_price`. (Dify since 1.16)
    """

    id: str
    conversation_id: str | None = None
    parent_message_id: str | None = None
    inputs: dict[str, Any] | None = None
    query: str | None = None
    answer: str | None = None
    message_files: list[MessageFile] | None = None
    feedback: MessageFeedback | None = None
    retriever_resources: list[RetrieverResource] | None = None
    created_at: int | None = None
    agent_thoughts: list[AgentThought] | None = None
    status: str | None = None
    error: str | None = None
    extra_contents: list[HumanInputContent] | None = None
    message_tokens: int | None = None
    answer_tokens: int | None = None
    total_tokens: int | None = None
    provider_response_latency: float | None = None
    total_price: str | float | None = None
    currency: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "id": self.id,
            **present(
                {
                    "conversation_id": self.conversation_id,
                    "parent_message_id": self.parent_message_id,
                    "inputs": plain(self.inputs),
                    "query": self.query,
                    "answer": self.answer,
                    "message_files": plain(self.message_files),
                    "feedback": plain(self.feedback),
                    "retriever_resources": plain(self.retriever_resources),
                    "created_at": self.created_at,
                    "agent_thoughts": plain(self.agent_thoughts),
                    "status": self.status,
                    "error": self.error,
                    "extra_contents": plain(self.extra_contents),
                    "message_tokens": self.message_tokens,
                    "answer_tokens": self.answer_tokens,
                    "total_tokens": self.total_tokens,
                    "provider_response_latency": self.provider_response_latency,
                    "total_price": self.total_price,
                    "currency": self.currency,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = required(d, "id")
        self.conversation_id = d.pop("conversation_id", None)
        self.parent_message_id = d.pop("parent_message_id", None)
        self.inputs = optional(d, "inputs", as_object)
        self.query = d.pop("query", None)
        self.answer = d.pop("answer", None)
        self.message_files = optional_list(d, "message_files", MessageFile.from_dict)
        self.feedback = optional(d, "feedback", MessageFeedback.from_dict)
        self.retriever_resources = optional_list(d, "retriever_resources", RetrieverResource.from_dict)
        self.created_at = d.pop("created_at", None)
        self.agent_thoughts = optional_list(d, "agent_thoughts", AgentThought.from_dict)
        self.status = d.pop("status", None)
        self.error = d.pop("error", None)
        self.extra_contents = optional_list(d, "extra_contents", HumanInputContent.from_dict)
        self.message_tokens = d.pop("message_tokens", None)
        self.answer_tokens = d.pop("answer_tokens", None)
        self.total_tokens = d.pop("total_tokens", None)
        self.provider_response_latency = d.pop("provider_response_latency", None)
        self.total_price = d.pop("total_price", None)
        self.currency = d.pop("currency", None)
        self.additional_properties = d or {}
        return self if cls is Message else called(self)
