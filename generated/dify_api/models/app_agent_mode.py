from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional_list,
    plain,
    present,
    short_repr,
)


@define(kw_only=True)
class AppAgentMode:
    """How an agent works.

    Attributes:
        enabled: Whether the app is an agent.
        strategy: How tools are called, such as `function_call` or `react`.
        max_iteration: How often it may think before it has to answer.
        tools: The tools it may use, each with its provider, name and parameters.
        prompt: A prompt of its own for thinking, in whatever form it was stored; null for the
            server's.
    """

    enabled: bool | None = None
    strategy: str | None = None
    max_iteration: int | None = None
    tools: list[dict[str, Any]] | None = None
    prompt: Any = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "enabled": self.enabled,
                    "strategy": self.strategy,
                    "max_iteration": self.max_iteration,
                    "tools": plain(self.tools),
                    "prompt": plain(self.prompt),
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.enabled = d.pop("enabled", None)
        self.strategy = d.pop("strategy", None)
        self.max_iteration = d.pop("max_iteration", None)
        self.tools = optional_list(d, "tools", as_object)
        self.prompt = d.pop("prompt", None)
        self.additional_properties = d or {}
        return self if cls is AppAgentMode else called(self)
