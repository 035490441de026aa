"""On or off."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
BuiltInMetadataAction: TypeAlias = Literal["disable", "enable"] | str
