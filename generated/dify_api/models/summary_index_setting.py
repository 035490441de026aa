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
class SummaryIndexSetting:
    """Whether and how summaries of documents are made and searched; all null where it was never set.

    Attributes:
        enable: Whether summaries are made.
        model_name: The name of the model that makes them.
        model_provider_name: The provider of the model that makes them.
        summary_prompt: What the model is told.
    """

    enable: bool | None = None
    model_name: str | None = None
    model_provider_name: str | None = None
    summary_prompt: str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "enable": self.enable,
                    "model_name": self.model_name,
                    "model_provider_name": self.model_provider_name,
                    "summary_prompt": self.summary_prompt,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.enable = d.pop("enable", None)
        self.model_name = d.pop("model_name", None)
        self.model_provider_name = d.pop("model_provider_name", None)
        self.summary_prompt = d.pop("summary_prompt", None)
        self.additional_properties = d or {}
        return self if cls is SummaryIndexSetting else called(self)
