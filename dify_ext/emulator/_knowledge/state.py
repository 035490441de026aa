"""The state of the knowledge bases. Documents are found at once by id, batch and name."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from .indexing import Indexing, Piece, keywords, tokens

if TYPE_CHECKING:
    from .._state import StoredFile

#: The dataset key of every emulator.
DATASET_KEY = "dataset-emulator"

DEFAULT_RETRIEVAL: dict[str, Any] = {
    "search_method": "semantic_search",
    "reranking_enable": False,
    "reranking_mode": None,
    "reranking_model": {"reranking_provider_name": "", "reranking_model_name": ""},
    "weights": None,
    "top_k": 2,
    "score_threshold_enabled": False,
    "score_threshold": None,
}
#: The rules of a knowledge base whose documents have not said any.
RULES: dict[str, Any] = {
    "pre_processing_rules": [
        {"id": "remove_extra_spaces", "enabled": True},
        {"id": "remove_urls_emails", "enabled": False},
    ],
    "segmentation": {"delimiter": "\n", "max_tokens": 1024, "chunk_overlap": 50},
}
#: The rules that ``automatic`` means.
AUTOMATIC = {**RULES, "segmentation": {**RULES["segmentation"], "max_tokens": 500}}


#: The indexing of a document before it begins: that moment lies in the future.
NOT_YET = Indexing(float("inf"), 0.0, fails=False)


def new_id() -> str:
    """A new id."""
    return str(uuid4())


@dataclass(slots=True)
class ChildChunk:
    """A part of a segment, used to find the segment."""

    position: int
    content: str
    type: str
    created_at: float
    updated_at: float
    id: str = field(default_factory=new_id)


@dataclass(slots=True)
class Segment:
    """A part of a document. Until `busy_until` the index is being changed."""

    position: int
    content: str
    answer: str | None
    keywords: list[str] | None
    tokens: int
    created_at: float
    updated_at: float
    begun_at: float
    completed_at: float
    updated_by: str | None = None
    enabled: bool = True
    disabled_at: float | None = None
    disabled_by: str | None = None
    busy_until: float = 0.0
    children: dict[str, ChildChunk] = field(default_factory=dict)
    id: str = field(default_factory=new_id)
    index_node_id: str = field(default_factory=new_id)

    @property
    def hash(self) -> str:
        """A digest of the content."""
        return sha256(f"{self.content}None".encode()).hexdigest()

    @property
    def word_count(self) -> int:
        """Its length, which the server calls words."""
        return len(self.content) + len(self.answer or "")

    def add_child(self, content: str, type: str, now: float) -> ChildChunk:
        """Add a child chunk at the end."""
        child = ChildChunk(after(self.children), content, type, now, now)
        self.children[child.id] = child
        return child


def after(rows: dict[str, Any]) -> int:
    """The position after the last row."""
    return int(next(reversed(rows.values())).position) + 1 if rows else 1


@dataclass(slots=True)
class Rule:
    """The rules that cut documents."""

    mode: str
    rules: dict[str, Any]
    id: str = field(default_factory=new_id)


@dataclass(slots=True)
class Source:
    """The source of a document; `size` is in bytes for a file, in characters for a text."""

    stored: StoredFile
    extension: str
    size: int
    text: str


@dataclass(slots=True)
class Document:
    """A document. Its figures stay the same until it is indexed again."""

    position: int
    name: str
    batch: str
    source: Source
    rule: Rule
    doc_form: str
    doc_language: str
    created_from: str
    created_at: float
    updated_at: float
    indexing: Indexing = NOT_YET
    words_before: int | None = None
    tokens_before: int | None = None
    tokens_after: int = 0
    enabled: bool = True
    disabled_at: float | None = None
    disabled_by: str | None = None
    archived: bool = False
    metadata: dict[str, Any] = field(default_factory=dict)
    bindings: set[str] = field(default_factory=set)  # ids of the metadata fields with a value
    segments: dict[str, Segment] = field(default_factory=dict)
    id: str = field(default_factory=new_id)

    def status(self, now: float) -> str:
        """The state of its indexing."""
        return self.indexing.status(now)

    def display_status(self, now: float) -> str:
        """The state as the user interface shows it."""
        status = self.status(now)
        if status == "waiting":
            return "queuing"
        if status == "completed":
            return "archived" if self.archived else "available" if self.enabled else "disabled"
        return status if status == "error" else "indexing"

    def known_segments(self, now: float) -> list[Segment]:
        """The segments that exist at this time."""
        return list(self.segments.values()) if self.status(now) in ("indexing", "completed") else []

    def word_count(self, now: float) -> int | None:
        """Its length at the last indexing."""
        if self.status(now) != "completed":
            return self.words_before
        return sum(segment.word_count for segment in self.segments.values())

    def tokens(self, now: float) -> int | None:
        """The tokens of the last indexing; segments added by hand do not count."""
        return self.tokens_after if self.status(now) == "completed" else self.tokens_before

    def index(self, indexing: Indexing, found: list[Piece], economy: bool) -> None:
        """Index it again: the old figures stay until that is done."""
        self.words_before, self.tokens_before = (
            self.word_count(indexing.begun_at),
            self.tokens(indexing.begun_at),
        )
        self.indexing = indexing
        self.segments = {}
        for piece in found:
            segment = self.add_segment(piece, indexing.ended_at)
            segment.begun_at = indexing.begun_at
            segment.tokens = 0 if economy else segment.tokens
            segment.keywords = keywords(piece.content) if economy else None
        self.tokens_after = sum(segment.tokens for segment in self.segments.values())

    def add_segment(self, piece: Piece, now: float) -> Segment:
        """Add a segment at the end."""
        counted = tokens(piece.content + (piece.answer or ""))
        segment = Segment(
            after(self.segments), piece.content, piece.answer, None, counted, now, now, now, now
        )
        for child in piece.children:
            segment.add_child(child, "automatic", now)
        self.segments[segment.id] = segment
        return segment


@dataclass(slots=True)
class MetadataField:
    """A field that describes documents of a knowledge base."""

    name: str
    type: str
    id: str = field(default_factory=new_id)


@dataclass(slots=True)
class Dataset:
    """A knowledge base; with a `pipeline_id` it has a pipeline."""

    name: str
    description: str
    provider: str
    permission: str
    indexing_technique: str | None = None
    embedding_model: str | None = None
    embedding_model_provider: str | None = None
    retrieval_model: dict[str, Any] | None = None
    created_at: float = 0.0
    updated_at: float = 0.0
    summary_index_setting: dict[str, Any] | None = None
    external_retrieval_model: dict[str, Any] | None = None
    external_knowledge_id: str | None = None
    external_knowledge_api_id: str | None = None
    pipeline_id: str | None = None
    doc_form: str | None = None
    members: list[str] = field(default_factory=list)
    built_in_fields: bool = False
    fields: dict[str, MetadataField] = field(default_factory=dict)
    tags: set[str] = field(default_factory=set)
    documents: dict[str, Document] = field(default_factory=dict)  # in the order of their positions
    latest_rule: Rule | None = None
    last_position: int = 0
    by_name: dict[str, dict[str, None]] = field(default_factory=dict)
    by_batch: dict[str, dict[str, None]] = field(default_factory=dict)
    id: str = field(default_factory=new_id)

    def create(
        self,
        source: Source,
        rule: Rule,
        batch: str,
        now: float,
        form: str = "text_model",
        language: str = "English",
        created_from: str = "api",
    ) -> Document:
        """Add a new document, not indexed yet."""
        self.last_position += 1
        place, name = self.last_position, source.stored.name
        document = Document(place, name, batch, source, rule, form, language, created_from, now, now)
        self.doc_form = self.doc_form or form
        self.add(document)
        return document

    def add(self, document: Document) -> None:
        """Add a document."""
        self.documents[document.id] = document
        self._note(document)

    def rename(self, document: Document, name: str, batch: str) -> None:
        """Change the name or the batch of a document."""
        self._forget(document)
        document.name, document.batch = name, batch
        self._note(document)

    def remove(self, document: Document) -> None:
        """Remove a document."""
        del self.documents[document.id]
        self._forget(document)

    def named(self, name: str) -> Document | None:
        """The oldest enabled document with this name, if there is one."""
        found = (self.documents[id_] for id_ in self.by_name.get(name, ()))
        return next((document for document in found if document.enabled), None)

    def of_batch(self, batch: str) -> list[Document]:
        """The documents of one request."""
        return [self.documents[id_] for id_ in self.by_batch.get(batch, ())]

    def _note(self, document: Document) -> None:
        self.by_name.setdefault(document.name, {})[document.id] = None
        self.by_batch.setdefault(document.batch, {})[document.id] = None

    def _forget(self, document: Document) -> None:
        for index, key in ((self.by_name, document.name), (self.by_batch, document.batch)):
            del index[key][document.id]
            if not index[key]:
                del index[key]


@dataclass(slots=True)
class Tag:
    """A tag of knowledge bases."""

    name: str
    id: str = field(default_factory=new_id)


class Knowledge:
    """All knowledge bases of an emulator, and their keys."""

    def __init__(self) -> None:
        self.keys = {DATASET_KEY}
        self.datasets: dict[str, Dataset] = {}
        self.tags: dict[str, Tag] = {}
        self.documents_created = 0
        self._batches = 0

    def new_batch(self, now: float) -> str:
        """A new batch id for the documents of one request: the time and six digits."""
        self._batches += 1
        return f"{time.strftime('%Y%m%d%H%M%S', time.gmtime(now))}{100_000 + self._batches % 900_000}"
