from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
    as_list,
    required,
    required_list,
)
from .document_indexing_status_list import DocumentIndexingStatus


@define(kw_only=True, repr=False, eq=False)
class ErrorDocumentList(Model):
    """The documents that failed.

    Attributes:
        data: The state of each of them, without the numbers of segments.
        total: How many there are.
    """

    data: list[DocumentIndexingStatus]
    total: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", DocumentIndexingStatus.from_dict)
        self.total = d.pop("total", None)


@define(kw_only=True, repr=False, eq=False)
class RetryDocumentsRequest(Model):
    """Which documents to index once more.

    Attributes:
        document_ids: The documents' ids.
    """

    document_ids: list[str]

    def _take(self, d: dict[str, Any]) -> None:
        self.document_ids = required(d, "document_ids", as_list)
