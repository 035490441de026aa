"""What the values of a field are; a `time` is in seconds since 1970."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
MetadataFieldType: TypeAlias = Literal["number", "string", "time"] | str
