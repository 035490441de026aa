"""Whether conversations have annotations."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
AnnotationStatus: TypeAlias = Literal["all", "annotated", "not_annotated"] | str
