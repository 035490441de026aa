"""The kind of an app."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
AppMode: TypeAlias = Literal["advanced-chat", "agent", "agent-chat", "chat", "completion", "workflow"] | str
