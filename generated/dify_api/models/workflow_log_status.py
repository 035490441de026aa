"""How a run in the log ended."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
WorkflowLogStatus: TypeAlias = Literal["failed", "stopped", "succeeded"] | str
