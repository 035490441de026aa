"""How a text is cleaned and cut. `automatic` needs no rules."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
ProcessMode: TypeAlias = Literal["automatic", "custom", "hierarchical"] | str
