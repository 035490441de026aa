"""How segments are searched."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
SearchMethod: TypeAlias = (
    Literal["full_text_search", "hybrid_search", "keyword_search", "semantic_search"] | str
)
