"""Who of the workspace may use a knowledge base."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
DatasetPermission: TypeAlias = Literal["all_team_members", "only_me", "partial_members"] | str
