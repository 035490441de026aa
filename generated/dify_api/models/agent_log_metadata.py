from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    either,
    optional,
    plain,
    present,
    short_repr,
)
from .tool_icon import ToolIcon


@define(kw_only=True)
class AgentLogMetadata:
    """Times, costs and looks of a log entry.

    Attributes:
        started_at: When it began, in seconds of a clock that the server keeps for measuring; only
            differences mean something.
        finished_at: When it ended, on the same clock.
        elapsed_time: Seconds it took.
        provider: Provider of the model or tool.
        total_price: What it cost, in `currency`.
        currency: Currency of the price.
        total_tokens: Tokens it took.
        icon: The provider's icon, as an address or as a sign on a background.
        icon_dark: The same for a dark page.
    """

    started_at: float | None = None
    finished_at: float | None = None
    elapsed_time: float | None = None
    provider: str | None = None
    total_price: str | float | None = None
    currency: str | None = None
    total_tokens: int | None = None
    icon: ToolIcon | str | None = None
    icon_dark: ToolIcon | str | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "started_at": self.started_at,
                    "finished_at": self.finished_at,
                    "elapsed_time": self.elapsed_time,
                    "provider": self.provider,
                    "total_price": self.total_price,
                    "currency": self.currency,
                    "total_tokens": self.total_tokens,
                    "icon": plain(self.icon),
                    "icon_dark": plain(self.icon_dark),
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.started_at = d.pop("started_at", None)
        self.finished_at = d.pop("finished_at", None)
        self.elapsed_time = d.pop("elapsed_time", None)
        self.provider = d.pop("provider", None)
        self.total_price = d.pop("total_price", None)
        self.currency = d.pop("currency", None)
        self.total_tokens = d.pop("total_tokens", None)
        self.icon = optional(d, "icon", either(object=ToolIcon.from_dict))
        self.icon_dark = optional(d, "icon_dark", either(object=ToolIcon.from_dict))
        self.additional_properties = d or {}
        return self if cls is AgentLogMetadata else called(self)
