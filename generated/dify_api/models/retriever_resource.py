from __future__ import annotations

from typing import Any

from attrs import define

from ..types import (
    Model,
    as_object,
    optional,
    optional_list,
)


@define(kw_only=True, repr=False, eq=False)
class RetrieverResource(Model):
    """A piece of a knowledge base that the answer was built on.

    Attributes:
        id: Id of this citation. Only where a stored message is read.
        message_id: The message that cites. Only where a stored message is read.
        position: Rank among the citations of the message, from 1.
        dataset_id: The knowledge base's id.
        dataset_name: The knowledge base's name.
        document_id: The document's id.
        document_name: The document's name.
        data_source_type: Where the document came from, such as `upload_file`.
        segment_id: The id of the cited segment.
        retriever_from: Who asked the knowledge base; `api` for the Service API. Absent from the
            stored messages of 1.13.2 and later.
        score: How well the segment fits the question, usually 0 to 1.
        hit_count: How often the segment has been found so far.
        word_count: Length of the segment, in words or characters of its language.
        segment_position: Place of the segment in its document, from 1.
        index_node_hash: Hash of the segment's text in the index.
        content: The cited text.
        page: Page of the document, where it has pages. Absent from the stored messages of 1.13.2
            and later.
        doc_metadata: The document's metadata, by the names its knowledge base gave them. Absent
            from the stored messages of 1.13.2 and later.
        title: Title of the source, where it has one. Absent from the stored messages of 1.13.2 and
            later.
        files: Files that belong to the segment. (Dify since 1.11.4)
        summary: Summary of the segment, where one was made. (Dify since 1.12.1)
        created_at: When it was cited, in seconds since 1970. Only where a stored message is read.
    """

    id: str | None = None
    message_id: str | None = None
    position: int | None = None
    dataset_id: str | None = None
    dataset_name: str | None = None
    document_id: str | None = None
    document_name: str | None = None
    data_source_type: str | None = None
    segment_id: str | None = None
    retriever_from: str | None = None
    score: float | None = None
    hit_count: int | None = None
    word_count: int | None = None
    segment_position: int | None = None
    index_node_hash: str | None = None
    content: str | None = None
    page: int | None = None
    doc_metadata: dict[str, Any] | None = None
    title: str | None = None
    files: list[dict[str, Any]] | None = None
    summary: str | None = None
    created_at: int | None = None

    def _take(self, d: dict[str, Any]) -> None:
        self.id = d.pop("id", None)
        self.message_id = d.pop("message_id", None)
        self.position = d.pop("position", None)
        self.dataset_id = d.pop("dataset_id", None)
        self.dataset_name = d.pop("dataset_name", None)
        self.document_id = d.pop("document_id", None)
        self.document_name = d.pop("document_name", None)
        self.data_source_type = d.pop("data_source_type", None)
        self.segment_id = d.pop("segment_id", None)
        self.retriever_from = d.pop("retriever_from", None)
        self.score = d.pop("score", None)
        self.hit_count = d.pop("hit_count", None)
        self.word_count = d.pop("word_count", None)
        self.segment_position = d.pop("segment_position", None)
        self.index_node_hash = d.pop("index_node_hash", None)
        self.content = d.pop("content", None)
        self.page = d.pop("page", None)
        self.doc_metadata = optional(d, "doc_metadata", as_object)
        self.title = d.pop("title", None)
        self.files = optional_list(d, "files", as_object)
        self.summary = d.pop("summary", None)
        self.created_at = d.pop("created_at", None)
