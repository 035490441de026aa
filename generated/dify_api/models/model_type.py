"""What a model does."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
ModelType: TypeAlias = Literal["llm", "moderation", "rerank", "speech2text", "text-embedding", "tts"] | str
