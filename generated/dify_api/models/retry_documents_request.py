from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    as_list,
    as_object,
    called,
    required,
    short_repr,
)


@define(kw_only=True)
class RetryDocumentsRequest:
    """Which documents to index once more.

    Attributes:
        document_ids: The documents' ids.
    """

    document_ids: list[str]
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "document_ids": self.document_ids,
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.document_ids = required(d, "document_ids", as_list)
        self.additional_properties = d or {}
        return self if cls is RetryDocumentsRequest else called(self)
