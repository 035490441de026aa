"""The state of a document as people are shown it."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
DocumentDisplayStatus: TypeAlias = (
    Literal["archived", "available", "disabled", "error", "indexing", "paused", "queuing"] | str
)
