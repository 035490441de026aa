"""Operations by their name, ``METHOD /path``: with the names of the path's parts in braces, or with
the parts of one request.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from starlette.routing import BaseRoute, Route

_TYPE = re.compile(r"\{(\w+):\w+\}")
_PART = re.compile(r"\{\w+\}")


class Operations:
    """The operations that an emulator serves: the name of each, and a pattern of its requests."""

    def __init__(self, routes: Iterable[BaseRoute]) -> None:
        self._known: dict[str, re.Pattern[str]] = {}
        for route in routes:
            if isinstance(route, Route):
                path, pattern = _TYPE.sub(r"{\1}", route.path), route.path_regex.pattern.removeprefix("^")
                for method in sorted((route.methods or set()) - {"HEAD"}):
                    self._known[f"{method} {path}"] = re.compile(f"{method} {pattern}")

    @property
    def names(self) -> list[str]:
        """The names of all operations."""
        return list(self._known)

    def find(self, name: str) -> re.Pattern[str]:
        """A pattern of the requests that a name means, each as ``METHOD /path``.

        Raises:
            ValueError: No operation has this name; the message has similar names.
        """
        method, _, path = name.strip().partition(" ")
        asked = f"{method.upper()} {path.strip()}"
        for known, pattern in self._known.items():
            if _PART.sub("{}", known) == _PART.sub("{}", asked):
                return pattern
        if self.of(asked) is not None:
            return re.compile(re.escape(asked))
        near = difflib.get_close_matches(asked, self._known, cutoff=0.5)
        hint = f"did you mean {' or '.join(map(repr, near))}?" if near else "a name is 'METHOD /path'."
        raise ValueError(f"The emulator has no operation {name!r}: {hint}")

    def of(self, request: str) -> str | None:
        """The name of the operation of a request, ``METHOD /path``; None if there is none."""
        return next((name for name, pattern in self._known.items() if pattern.fullmatch(request)), None)
