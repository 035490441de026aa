"""How an import went; `pending` waits to be confirmed."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
ImportStatus: TypeAlias = Literal["completed", "completed-with-warnings", "failed", "pending"] | str
