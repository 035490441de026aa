from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
    as_object,
    optional,
    optional_list,
)
from .retriever_resource import RetrieverResource


@define(kw_only=True, repr=False, eq=False)
class AnnotationAuthor(Model):
    """The console account that wrote an annotation.

    Attributes:
        id: The account's id.
        name: The account's name.
    """

    id: str | None = None
    name: str | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.name = d.pop("name", None)


@define(kw_only=True, repr=False, eq=False)
class AnnotationReplySource(Model):
    """The annotation that was given as the answer instead of asking the model.

    Attributes:
        id: The annotation's id.
        account: Who wrote the annotation.
    """

    id: str | None = None
    account: AnnotationAuthor | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.account = optional(d, "account", AnnotationAuthor.from_dict)


@define(kw_only=True, repr=False, eq=False)
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


@define(kw_only=True, repr=False, eq=False)
class Usage(Model):
    """The tokens an answer took and what they cost. Prices are decimal numbers in strings so that none
    of their digits is lost, at times in exponent form (`0E-7`).

    Attributes:
        prompt_tokens: Tokens of the prompt.
        prompt_unit_price: Price of the prompt per price unit, in `currency`.
        prompt_price_unit: The price unit of the prompt as a factor; 0.001 means per thousand
            tokens.
        prompt_price: Price of the whole prompt, in `currency`.
        completion_tokens: Tokens of the answer.
        completion_unit_price: Price of the answer per price unit, in `currency`.
        completion_price_unit: The price unit of the answer as a factor; 0.001 means per thousand
            tokens.
        completion_price: Price of the whole answer, in `currency`.
        total_tokens: Tokens of prompt and answer together.
        total_price: Price of prompt and answer together, in `currency`.
        currency: Currency of the prices, such as `USD`.
        latency: Seconds the model took in all.
        time_to_first_token: Seconds until the model's first token; null where it was not measured.
            (Dify since 1.11.4)
        time_to_generate: Seconds from the first token to the last; null where it was not measured.
            (Dify since 1.11.4)
    """

    prompt_tokens: int | None = None
    prompt_unit_price: str | float | None = None
    prompt_price_unit: str | float | None = None
    prompt_price: str | float | None = None
    completion_tokens: int | None = None
    completion_unit_price: str | float | None = None
    completion_price_unit: str | float | None = None
    completion_price: str | float | None = None
    total_tokens: int | None = None
    total_price: str | float | None = None
    currency: str | None = None
    latency: float | None = None
    time_to_first_token: float | None = None
    time_to_generate: float | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.prompt_tokens = d.pop("prompt_tokens", None)
        self.prompt_unit_price = d.pop("prompt_unit_price", None)
        self.prompt_price_unit = d.pop("prompt_price_unit", None)
        self.prompt_price = d.pop("prompt_price", None)
        self.completion_tokens = d.pop("completion_tokens", None)
        self.completion_unit_price = d.pop("completion_unit_price", None)
        self.completion_price_unit = d.pop("completion_price_unit", None)
        self.completion_price = d.pop("completion_price", None)
        self.total_tokens = d.pop("total_tokens", None)
        self.total_price = d.pop("total_price", None)
        self.currency = d.pop("currency", None)
        self.latency = d.pop("latency", None)
        self.time_to_first_token = d.pop("time_to_first_token", None)
        self.time_to_generate = d.pop("time_to_generate", None)
