"""Whether a knowledge base is Dify's own (`vendor`) or stands for another's (`external`)."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
DatasetProvider: TypeAlias = Literal["external", "vendor"] | str
