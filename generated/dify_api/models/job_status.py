"""How far a job is."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
JobStatus: TypeAlias = Literal["completed", "error", "waiting"] | str
