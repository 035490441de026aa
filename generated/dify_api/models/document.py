from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    as_object,
    called,
    optional,
    optional_list,
    plain,
    present,
    required,
    short_repr,
)
from .document_metadata_value import DocumentMetadataValue
from .document_source import DocumentSource
from .process_rule import ProcessRule

if TYPE_CHECKING:
    from .document_display_status import DocumentDisplayStatus
    from .document_form import DocumentForm
    from .indexing_status import IndexingStatus


@define(kw_only=True)
class Document:
    """A document of a knowledge base. A list leaves out what only the document alone has.

    Attributes:
        id: The document's id (UUID).
        position: Its number in the knowledge base, from 1.
        data_source_type: Where it came from, such as `upload_file`.
        data_source_info: Where it came from, more closely. A list names the file by its id, the
            document alone describes it.
        data_source_detail_dict: The file it came from; in lists, and where it was added or changed.
        dataset_process_rule_id: The id of the rules by which it was cut (UUID).
        dataset_process_rule: The rules of the knowledge base; of the document alone.
        document_process_rule: The rules by which the document was cut; of the document alone.
        name: Its name.
        created_from: Who added it, `api` or `web`; `web` after it was changed.
        created_by: The id of the account that added it (UUID).
        created_at: When it was added, in seconds since 1970. 1.8.1 has a fraction where the
            document alone is asked for.
        tokens: Its length in tokens of the embedding model; null until that is known.
        indexing_status: How far it is.
        error: Why it could not be indexed.
        enabled: Whether it is found at all.
        disabled_at: When it was switched off, in seconds since 1970.
        disabled_by: The id of the account that switched it off.
        archived: Whether it is archived.
        display_status: Its state as people are shown it.
        word_count: Its length, in words or characters of its language; null until that is known.
        hit_count: How often its segments have been found.
        doc_form: How the text is cut.
        doc_language: Its language; of the document alone.
        doc_type: What kind of text it is, where somebody said so; of the document alone.
        doc_metadata: Its metadata; null where it has none. (Dify since 1.4.3)
        completed_at: When it was indexed, in seconds since 1970; of the document alone.
        updated_at: When it was changed last, in seconds since 1970; of the document alone.
        indexing_latency: How many seconds indexing took; of the document alone.
        segment_count: How many segments it has; of the document alone.
        average_segment_length: Their average length; of the document alone.
        summary_index_status: How far its summaries are. (Dify since 1.12.1)
        need_summary: Whether summaries are to be made. (Dify since 1.12.1)
    """

    id: str
    position: int | None = None
    data_source_type: str | None = None
    data_source_info: DocumentSource | None = None
    data_source_detail_dict: DocumentSource | None = None
    dataset_process_rule_id: str | None = None
    dataset_process_rule: ProcessRule | None = None
    document_process_rule: ProcessRule | None = None
    name: str | None = None
    created_from: str | None = None
    created_by: str | None = None
    created_at: float | None = None
    tokens: int | None = None
    indexing_status: IndexingStatus | None = None
    error: str | None = None
    enabled: bool | None = None
    disabled_at: float | None = None
    disabled_by: str | None = None
    archived: bool | None = None
    display_status: DocumentDisplayStatus | None = None
    word_count: int | None = None
    hit_count: int | None = None
    doc_form: DocumentForm | None = None
    doc_language: str | None = None
    doc_type: str | None = None
    doc_metadata: list[DocumentMetadataValue] | None = None
    completed_at: float | None = None
    updated_at: float | None = None
    indexing_latency: float | None = None
    segment_count: int | None = None
    average_segment_length: float | None = None
    summary_index_status: str | None = None
    need_summary: bool | None = None
    additional_properties: dict[str, Any] = field(factory=dict)

    __repr__ = short_repr

    def to_dict(self) -> dict[str, Any]:
        """The model as a JSON object."""
        return {
            **self.additional_properties,
            "id": self.id,
            **present(
                {
                    "position": self.position,
                    "data_source_type": self.data_source_type,
                    "data_source_info": plain(self.data_source_info),
                    "data_source_detail_dict": plain(self.data_source_detail_dict),
                    "dataset_process_rule_id": self.dataset_process_rule_id,
                    "dataset_process_rule": plain(self.dataset_process_rule),
                    "document_process_rule": plain(self.document_process_rule),
                    "name": self.name,
                    "created_from": self.created_from,
                    "created_by": self.created_by,
                    "created_at": self.created_at,
                    "tokens": self.tokens,
                    "indexing_status": self.indexing_status,
                    "error": self.error,
                    "enabled": self.enabled,
                    "disabled_at": self.disabled_at,
                    "disabled_by": self.disabled_by,
                    "archived": self.archived,
                    "display_status": self.display_status,
                    "word_count": self.word_count,
                    "hit_count": self.hit_count,
                    "doc_form": self.doc_form,
                    "doc_language": self.doc_language,
                    "doc_type": self.doc_type,
                    "doc_metadata": plain(self.doc_metadata),
                    "completed_at": self.completed_at,
                    "updated_at": self.updated_at,
                    "indexing_latency": self.indexing_latency,
                    "segment_count": self.segment_count,
                    "average_segment_length": self.average_segment_length,
                    "summary_index_status": self.summary_index_status,
                    "need_summary": self.need_summary,
                }
            ),
        }

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        """Read a JSON object; raises ``WrongShape``."""
        d = as_object(src_dict)
        self = cls.__new__(cls)
        self.id = required(d, "id")
        self.position = d.pop("position", None)
        self.data_source_type = d.pop("data_source_type", None)
        self.data_source_info = optional(d, "data_source_info", DocumentSource.from_dict)
        self.data_source_detail_dict = optional(d, "data_source_detail_dict", DocumentSource.from_dict)
        self.dataset_process_rule_id = d.pop("dataset_process_rule_id", None)
        self.dataset_process_rule = optional(d, "dataset_process_rule", ProcessRule.from_dict)
        self.document_process_rule = optional(d, "document_process_rule", ProcessRule.from_dict)
        self.name = d.pop("name", None)
        self.created_from = d.pop("created_from", None)
        self.created_by = d.pop("created_by", None)
        self.created_at = d.pop("created_at", None)
        self.tokens = d.pop("tokens", None)
        self.indexing_status = d.pop("indexing_status", None)
        self.error = d.pop("error", None)
        self.enabled = d.pop("enabled", None)
        self.disabled_at = d.pop("disabled_at", None)
        self.disabled_by = d.pop("disabled_by", None)
        self.archived = d.pop("archived", None)
        self.display_status = d.pop("display_status", None)
        self.word_count = d.pop("word_count", None)
        self.hit_count = d.pop("hit_count", None)
        self.doc_form = d.pop("doc_form", None)
        self.doc_language = d.pop("doc_language", None)
        self.doc_type = d.pop("doc_type", None)
        self.doc_metadata = optional_list(d, "doc_metadata", DocumentMetadataValue.from_dict)
        self.completed_at = d.pop("completed_at", None)
        self.updated_at = d.pop("updated_at", None)
        self.indexing_latency = d.pop("indexing_latency", None)
        self.segment_count = d.pop("segment_count", None)
        self.average_segment_length = d.pop("average_segment_length", None)
        self.summary_index_status = d.pop("summary_index_status", None)
        self.need_summary = d.pop("need_summary", None)
        self.additional_properties = d or {}
        return self if cls is Document else called(self)
