"""Who brought a file into the conversation."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
FileOwner: TypeAlias = Literal["assistant", "user"] | str
