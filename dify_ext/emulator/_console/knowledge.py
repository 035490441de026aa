"""The emulated knowledge base, and the indexing of its documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import uuid4


@dataclass(slots=True)
class Document:
    """A document: `steps` are the states to come, one for each time it is asked for."""

    name: str
    status: str
    segments: int
    begun_at: float
    error: str | None = None
    stopped_at: float | None = None
    steps: list[str] = field(default_factory=list)
    id: str = field(default_factory=lambda: str(uuid4()))

    def move(self) -> None:
        """Move one step on."""
        if self.steps:
            self.status = self.steps.pop(0)

    def retry(self, now: float) -> None:
        """Index it again if it failed; it works this time."""
        if self.status == "error":
            self.status, self.error, self.stopped_at, self.begun_at = "waiting", None, None, now
            self.steps = ["parsing", "indexing", "completed"]


@dataclass(slots=True)
class Dataset:
    """A knowledge base."""

    id: str
    documents: dict[str, Document]


def first_dataset(now: float) -> Dataset:
    """The knowledge base: one document is ready, one is in progress, one has failed."""
    documents = (
        Document("manual.txt", "completed", 4, now),
        Document("news.txt", "indexing", 2, now, steps=["indexing", "completed"]),
        Document("broken.pdf", "error", 1, now, "The file is damaged.", now),
    )
    return Dataset(str(uuid4()), {document.id: document for document in documents})
