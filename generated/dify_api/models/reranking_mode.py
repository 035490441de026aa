"""What puts the found segments in order."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
RerankingMode: TypeAlias = Literal["reranking_model", "weighted_score"] | str
