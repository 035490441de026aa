"""What a member may do."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
MemberRole: TypeAlias = Literal["admin", "dataset_operator", "editor", "normal", "owner"] | str
