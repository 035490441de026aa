from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional,
    plain,
    present,
    short_repr,
)
from .completion_params import CompletionParams


@define(kw_only=True)
class AppModel:
    """The model that answers, and how it is asked.

    Attributes:
        provider: The model's provider, such as `langgenius/openai/openai`.
        name: The model's name.
        mode: How the model is asked, `chat` or `completion`.
        completion_params: What the model is asked with. Which there are besides these depends on
            the model.
    """

    provider: str | None = None
    name: str | None = None
    mode: str | None = None
    completion_params: CompletionParams | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "provider": self.provider,
                    "name": self.name,
                    "mode": self.mode,
                    "completion_params": plain(self.completion_params),
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.provider = d.pop("provider", None)
        self.name = d.pop("name", None)
        self.mode = d.pop("mode", None)
        self.completion_params = optional(d, "completion_params", CompletionParams.from_dict)
        self.additional_properties = d or {}
        return self if cls is AppModel else called(self)
