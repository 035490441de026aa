from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_list,
    as_object,
    called,
    optional,
    present,
    short_repr,
)


@define(kw_only=True)
class TextChunkData:
    """A piece of a workflow's text.

    Attributes:
        text: The piece of text; may be empty.
        from_variable_selector: The variable the text comes from, as a path, node first.
    """

    text: str | None = None
    from_variable_selector: list[str] | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "text": self.text,
                    "from_variable_selector": self.from_variable_selector,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.text = d.pop("text", None)
        self.from_variable_selector = optional(d, "from_variable_selector", as_list)
        self.additional_properties = d or {}
        return self if cls is TextChunkData else called(self)
