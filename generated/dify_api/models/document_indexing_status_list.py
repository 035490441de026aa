from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define

from ..types import (
    Model,
    required,
    required_list,
)

if TYPE_CHECKING:
    from .enums import IndexingStatus


@define(kw_only=True, repr=False, eq=False)
class DocumentIndexingStatus(Model):
    """How far a document is on its way into the knowledge base.

    Attributes:
        id: The document's id (UUID).
        indexing_status: How far it is.
        processing_started_at: When it was begun, in seconds since 1970.
        parsing_completed_at: When its text had been read, in seconds since 1970.
        cleaning_completed_at: When its text had been cleaned, in seconds since 1970.
        splitting_completed_at: When it had been cut into segments, in seconds since 1970.
        completed_at: When it was done, in seconds since 1970.
        paused_at: When it was paused, in seconds since 1970.
        stopped_at: When it was stopped, in seconds since 1970.
        error: Why it failed; null where it did not.
        completed_segments: How many of its segments are done.
        total_segments: How many segments it has.
        error_code: The kind of its failure; null where it did not fail. (Dify since 1.16)
        estimated_vector_space_mb: Megabytes of vectors it needs, in editions that count them. (Dify
            since 1.16)
        vector_space_limit_mb: Megabytes of vectors that the workspace may have, in editions that
            count them. (Dify since 1.16)
    """

    id: str
    indexing_status: IndexingStatus | None = None
    processing_started_at: float | None = None
    parsing_completed_at: float | None = None
    cleaning_completed_at: float | None = None
    splitting_completed_at: float | None = None
    completed_at: float | None = None
    paused_at: float | None = None
    stopped_at: float | None = None
    error: str | None = None
    completed_segments: int | None = None
    total_segments: int | None = None
    error_code: str | None = None
    estimated_vector_space_mb: float | None = None
    vector_space_limit_mb: float | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = required(d, "id")
        self.indexing_status = d.pop("indexing_status", None)
        self.processing_started_at = d.pop("processing_started_at", None)
        self.parsing_completed_at = d.pop("parsing_completed_at", None)
        self.cleaning_completed_at = d.pop("cleaning_completed_at", None)
        self.splitting_completed_at = d.pop("splitting_completed_at", None)
        self.completed_at = d.pop("completed_at", None)
        self.paused_at = d.pop("paused_at", None)
        self.stopped_at = d.pop("stopped_at", None)
        self.error = d.pop("error", None)
        self.completed_segments = d.pop("completed_segments", None)
        self.total_segments = d.pop("total_segments", None)
        self.error_code = d.pop("error_code", None)
        self.estimated_vector_space_mb = d.pop("estimated_vector_space_mb", None)
        self.vector_space_limit_mb = d.pop("vector_space_limit_mb", None)


@define(kw_only=True, repr=False, eq=False)
class DocumentIndexingStatusList(Model):
    """How far documents are.

    Attributes:
        data: The state of each document.
    """

    data: list[DocumentIndexingStatus]

    def _take(self, d: dict[str, Any]) -> None:
        self.data = required_list(d, "data", DocumentIndexingStatus.from_dict)
