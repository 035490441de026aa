from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
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

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", DocumentIndexingStatus.from_dict)
