"""How far a document is."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
IndexingStatus: TypeAlias = (
    Literal["cleaning", "completed", "error", "indexing", "parsing", "paused", "splitting", "waiting"] | str
)
