from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_object,
    required,
    short_repr,
)


@define(kw_only=True)
class DocumentDownload:
    """Where a document's file is.

    Attributes:
        url: Signed address of the file, for a limited time; at the server's address for files,
            which may be another host.
    """

    url: str
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it, with the fields that this version does not know; what is absent is left out."""
        return {
            **self.additional_properties,
            "url": self.url,
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape`` where it has not the shape that was promised."""
        d = as_object(src_dict)
        return cls(
            url=required(d, "url"),
            additional_properties=d,
        )
