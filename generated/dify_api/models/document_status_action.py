"""What is done with documents."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
DocumentStatusAction: TypeAlias = Literal["archive", "disable", "enable", "un_archive"] | str
