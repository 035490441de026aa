"""The knowledge base that the console has from the start."""

from __future__ import annotations

from .._knowledge.indexing import FAIL, Indexing, Piece
from .._knowledge.state import Dataset, Rule, Source, new_id
from .._state import StoredFile

#: Its documents: name, text, and how long ago they were sent, in times of an indexing.
FIRST = (
    ("manual.txt", "One.\nTwo.\nThree.\nFour.", 2),
    ("news.txt", "Five.\nSix.", 0),
    ("broken.pdf", FAIL, 2),
)


def first_dataset(now: float, seconds: float) -> Dataset:
    """The knowledge base: one document is ready, one is in progress, one has failed."""
    dataset = Dataset("Handbook", "", "vendor", "only_me", "economy", created_at=now, updated_at=now)
    for name, text, ago in FIRST:
        stored = StoredFile(new_id(), "", "", name, "text/plain", text.encode(), now)
        source, rule = Source(stored, stored.extension, len(text), text), Rule("automatic", {})
        document = dataset.create(source, rule, f"first-{name}", now, created_from="web")
        indexing = Indexing(now - ago * seconds, seconds, FAIL in text)
        document.index(indexing, [Piece(line) for line in text.split("\n")], economy=True)
    return dataset
