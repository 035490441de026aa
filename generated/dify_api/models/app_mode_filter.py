"""Which apps to list; `all` is as if it were left out."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
AppModeFilter: TypeAlias = (
    Literal["advanced-chat", "agent", "agent-chat", "all", "channel", "chat", "completion", "workflow"] | str
)
