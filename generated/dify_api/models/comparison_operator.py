"""How the value of a metadata field is compared."""

from __future__ import annotations

from typing import Literal, TypeAlias

# Open: a value that a newer server adds is a string like any other.
ComparisonOperator: TypeAlias = (
    Literal[
        "<",
        "=",
        ">",
        "after",
        "before",
        "contains",
        "empty",
        "end with",
        "in",
        "is",
        "is not",
        "not contains",
        "not empty",
        "not in",
        "start with",
        "≠",
        "≤",
        "≥",
    ]
    | str
)
