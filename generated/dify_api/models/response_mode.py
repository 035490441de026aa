"""Whether the answer comes as a stream of events or in one piece."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
ResponseMode: TypeAlias = Literal["blocking", "streaming"] | str
