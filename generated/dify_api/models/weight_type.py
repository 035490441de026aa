"""Which of meaning and keywords counts more."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
WeightType: TypeAlias = Literal["customized", "keyword_first", "semantic_first"] | str
