"""What an icon is made of."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
IconType: TypeAlias = Literal["emoji", "image"] | str
