"""The error that stops a regeneration."""

from __future__ import annotations

from collections.abc import Iterable


class Problem(Exception):
    """The spec, a template or a tool is wrong; the message says what to change."""


def refuse(problems: Iterable[str], what: str) -> None:
    """Raise one ``Problem`` for all of them, if there are any: one run shows every mistake."""
    found = list(problems)
    if found:
        raise Problem(f"{what}:\n" + "\n".join(f"  - {problem}" for problem in found))
