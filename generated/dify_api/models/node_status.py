"""How the execution of a node stands. `exception` means that it failed and the run went on."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
NodeStatus: TypeAlias = (
    Literal["exception", "failed", "paused", "retry", "running", "stopped", "succeeded"] | str
)
