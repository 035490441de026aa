"""What the parents of child chunks are, the whole document or its paragraphs."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
ParentMode: TypeAlias = Literal["full-doc", "paragraph"] | str
