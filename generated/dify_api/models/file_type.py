"""The group a file belongs to, judged by its extension; `custom` is what fits none of the others."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
FileType: TypeAlias = Literal["audio", "custom", "document", "image", "video"] | str
