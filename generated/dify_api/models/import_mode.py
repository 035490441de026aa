"""Where the DSL of an import is."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
ImportMode: TypeAlias = Literal["yaml-content", "yaml-url"] | str
