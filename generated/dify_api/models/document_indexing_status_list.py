from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define

from ..types import (
    Model,
    as_object,
    called,
    required_list,
)
from .document_indexing_status import DocumentIndexingStatus


@define(kw_only=True, repr=False)
class DocumentIndexingStatusList(Model):
    """How far documents are.

    Attributes:
        data: The state of each document.
    """

    data: list[DocumentIndexingStatus]

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.data = required_list(d, "data", DocumentIndexingStatus.from_dict)
        self.additional_properties = d or {}
        return self if cls is DocumentIndexingStatusList else called(self)
