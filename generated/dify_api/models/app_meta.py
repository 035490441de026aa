from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    dict_of,
    either,
    optional,
    plain,
    present,
    short_repr,
)
from .tool_icon import ToolIcon


@define(kw_only=True)
class AppMeta:
    """What the app uses.

    Attributes:
        tool_icons: The icons of its tools.
    """

    tool_icons: dict[str, ToolIcon | str] | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "tool_icons": plain(self.tool_icons),
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.tool_icons = optional(d, "tool_icons", dict_of(either(object=ToolIcon.from_dict)))
        self.additional_properties = d or {}
        return self if cls is AppMeta else called(self)
