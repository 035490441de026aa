from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from attrs import define

from ..types import (
    Model,
    as_list,
    as_object,
    called,
    required,
    required_list,
)
from .document_indexing_status import DocumentIndexingStatus


@define(kw_only=True, repr=False)
class ErrorDocumentList(Model):
    """The documents that failed.

    Attributes:
        data: The state of each of them, without the numbers of segments.
        total: How many there are.
    """

    data: list[DocumentIndexingStatus]
    total: int | None = None

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.data = required_list(d, "data", DocumentIndexingStatus.from_dict)
        self.total = d.pop("total", None)
        self.additional_properties = d or {}
        return self if cls is ErrorDocumentList else called(self)


@define(kw_only=True, repr=False)
class RetryDocumentsRequest(Model):
    """Which documents to index once more.

    Attributes:
        document_ids: The documents' ids.
    """

    document_ids: list[str]

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.document_ids = required(d, "document_ids", as_list)
        self.additional_properties = d or {}
        return self if cls is RetryDocumentsRequest else called(self)
