"""Operations by their name, ``METHOD /path``: with the names of the path's parts in braces, or with
the parts of one request.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from starlette.routing import BaseRoute, Route

_TYPE = re.compile(r"\{(\w+):\w+\}")
_PART = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation of the API. `path` is the template of the documentation."""

    method: str
    path: str
    pattern: re.Pattern[str]

    @property
    def name(self) -> str:
        """Its name, such as ``GET /v1/messages/{message_id}/suggested``."""
        return f"{self.method} {self.path}"


@dataclass(frozen=True, slots=True)
class Target:
    """The requests that a name means: all of an operation, or those with one path."""

    operation: Operation
    path: str | None = None

    def matches(self, method: str, path: str) -> bool:
        """Whether a request is one of them."""
        if method != self.operation.method:
            return False
        return path == self.path if self.path else self.operation.pattern.fullmatch(path) is not None


class Operations:
    """The operations that an emulator serves."""

    def __init__(self, routes: Iterable[BaseRoute]) -> None:
        self._known = [
            Operation(method, _TYPE.sub(r"{\1}", route.path), route.path_regex)
            for route in routes
            if isinstance(route, Route)
            for method in sorted((route.methods or set()) - {"HEAD"})
        ]

    @property
    def names(self) -> list[str]:
        """The names of all operations."""
        return [operation.name for operation in self._known]

    def find(self, name: str) -> Target:
        """The requests that a name means.

        Raises:
            ValueError: No operation has this name; the message has similar names.
        """
        method, _, path = name.strip().partition(" ")
        method, path = method.upper(), path.strip()
        bare = _PART.sub("{}", path)
        for operation in self._known:
            if operation.method == method and _PART.sub("{}", operation.path) == bare:
                return Target(operation)
        for operation in self._known:
            if operation.method == method and operation.pattern.fullmatch(path):
                return Target(operation, path)
        near = difflib.get_close_matches(f"{method} {path}", self.names, cutoff=0.5)
        hint = f"did you mean {' or '.join(map(repr, near))}?" if near else "a name is 'METHOD /path'."
        raise ValueError(f"The emulator has no operation {name!r}: {hint}")

    def of(self, method: str, path: str) -> Operation | None:
        """The operation of a request, or None."""
        for operation in self._known:
            if operation.method == method and operation.pattern.fullmatch(path):
                return operation
        return None
