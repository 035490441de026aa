"""How a run stands. `partial-succeeded` means that it went on past nodes that failed."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
WorkflowStatus: TypeAlias = (
    Literal["failed", "partial-succeeded", "paused", "running", "stopped", "succeeded"] | str
)
