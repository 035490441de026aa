"""What stops a regeneration."""

from __future__ import annotations

from collections.abc import Iterable


class Problem(Exception):
    """The spec, a template or a tool is not what the toolchain needs; the message says what and where."""


def refuse(problems: Iterable[str], what: str) -> None:
    """Raise one ``Problem`` that names them all, if there are any: to fix ten mistakes takes one run."""
    found = list(problems)
    if found:
        raise Problem(f"{what}:\n" + "\n".join(f"  - {problem}" for problem in found))
