"""Whether all conditions have to hold or one of them."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
LogicalOperator: TypeAlias = Literal["and", "or"] | str
