"""What a key is for, one app or all knowledge bases of the workspace."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
ApiKeyType: TypeAlias = Literal["app", "dataset"] | str
