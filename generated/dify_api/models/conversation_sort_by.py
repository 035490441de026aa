"""A field to order conversations by; a minus sign means newest first."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
ConversationSortBy: TypeAlias = Literal["-created_at", "-updated_at", "created_at", "updated_at"] | str
