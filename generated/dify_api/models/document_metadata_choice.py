"""Whether a document comes with its metadata, without, or the metadata alone."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
DocumentMetadataChoice: TypeAlias = Literal["all", "only", "without"] | str
