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
class Segmentation:
    """How a text is cut.

    Attributes:
        separator: What stands between two pieces. The server takes a line break where it is left
            out.
        delimiter: The separator under another name, where the rules are the server's own.
        max_tokens: The most tokens of a piece.
        chunk_overlap: How many tokens of a piece are in the next as well.
    """

    separator: str | None = None
    delimiter: str | None = None
    max_tokens: int | None = None
    chunk_overlap: int | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            **present(
                {
                    "separator": self.separator,
                    "delimiter": self.delimiter,
                    "max_tokens": self.max_tokens,
                    "chunk_overlap": self.chunk_overlap,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.separator = d.pop("separator", None)
        self.delimiter = d.pop("delimiter", None)
        self.max_tokens = d.pop("max_tokens", None)
        self.chunk_overlap = d.pop("chunk_overlap", None)
        self.additional_properties = d or {}
        return self if cls is Segmentation else called(self)
