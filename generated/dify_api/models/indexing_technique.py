"""How a knowledge base is indexed. `high_quality` compares embeddings, `economy` keywords."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
IndexingTechnique: TypeAlias = Literal["economy", "high_quality"] | str
