"""Faults: rules that spoil the answers of an operation, and how each kind of fault does it."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Literal, get_args

from starlette.types import Scope

from ._data import load
from ._operation_names import Operations
from ._schema import check, part_of

#: How an answer is spoiled.
FaultKind = Literal[
    "reset",
    "stall",
    "pings",
    "drip",
    "truncate",
    "html",
    "error_event",
    "open_end",
    "duplicate",
    "reorder",
    "unknown_event",
    "lose_rows",
    "expire_tokens",
    "revoke_tokens",
]
KINDS: tuple[str, ...] = get_args(FaultKind)
#: Kinds that need a stream; another answer passes unharmed, and the rule waits.
OF_STREAMS = frozenset({"pings", "duplicate", "reorder", "unknown_event"})
#: Kinds that need a console.
OF_CONSOLE = frozenset({"expire_tokens", "revoke_tokens"})
#: The request header that spoils the answer to its own request: ``kind=stall; after_events=2``.
HEADER = "x-emulator-fault"

#: The errors of a real server by code: status and message.
ERRORS: dict[str, tuple[int, str]] = load("errors")


def error_of(status: int | None, code: str | None, message: str | None) -> tuple[int, str, str]:
    """The status, code and message of an error of which some are given.

    Raises:
        ValueError: The code is unknown and there is no status.
    """
    if code is None:
        wanted = 500 if status is None else status
        code = next((code for code, (known, _) in ERRORS.items() if known == wanted), "unknown")
    elif status is None and code not in ERRORS:
        raise ValueError(f"The code {code!r} is not one that the emulator knows: give its status, too.")
    known_status, known_message = ERRORS.get(code, (500, "Internal Server Error"))
    return status or known_status, code, message or known_message


@dataclass(slots=True)
class Fault:
    """A rule that makes some requests fail.

    Attributes:
        operation: The operation, ``"METHOD /path"``; empty for a single request.
        kind: The kind of fault; None for an error answer.
        taken: The number of requests that it made fail so far.
        enabled: Whether it is switched on.
        number: Its number in the emulator.
    """

    operation: str
    kind: FaultKind | None = None
    status: int | None = None
    code: str | None = None
    message: str | None = None
    after_events: int | None = None
    after_bytes: int | None = None
    times: int | None = 1
    after: int = 0
    probability: float = 1.0
    seed: int = 0
    seconds: float | None = None
    retry_after: float | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    taken: int = 0
    enabled: bool = True
    number: int = 0
    _seen: int = 0
    _random: random.Random = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311 - it decides about tests

    @property
    def active(self) -> bool:
        """Whether it can still spoil an answer."""
        return self.enabled and (self.times is None or self.taken < self.times)

    def applies(self) -> bool:
        """Whether this request fails; counts it."""
        self._seen += 1
        if self._seen <= self.after or self._random.random() >= self.probability:
            return False
        self.taken += 1
        return True

    def summary(self) -> str:
        """What it does, in a few words."""
        names = ("kind", "status", "code", "message", "after_events", "after_bytes", "after", "retry_after")
        given = [f"{name} {value}" for name in names if (value := getattr(self, name))]
        if self.probability < 1:
            given.append(f"probability {self.probability}")
        return ", ".join(given) if self.enabled else f"off: {', '.join(given)}"

    def check(self) -> None:
        """ValueError if the settings do not fit together."""
        given = {name: getattr(self, name) for name in part_of("fault")["properties"]}
        check({name: value for name, value in given.items() if value is not None}, "fault")
        said = (self.kind, self.status, self.code, self.message, self.body, self.retry_after)
        if all(value is None for value in said) and not self.headers:
            raise ValueError("Pass status=, code= or kind=.")
        if self.kind in (None, "html", "error_event"):
            error_of(self.status, self.code, self.message)
        if self.kind in (None, "html") and (self.after_events is not None or self.after_bytes is not None):
            raise ValueError(
                "after_events= and after_bytes= need a kind= that comes after some of the answer."
            )
        try:
            json.dumps(self.body)
        except (TypeError, ValueError) as error:
            raise ValueError(f"The body is neither a text nor JSON: {error}") from None
        for name, text in self.headers.items():
            if not (text.isprintable() and max(text, default="") <= "\xff"):
                raise ValueError(f"The header {name} cannot be sent: {text!r}")
        if self.kind in OF_CONSOLE and self.operation and " /console/" not in self.operation:
            raise ValueError(
                f"Only operations of the console (/console/api/...) have tokens: {self.operation}"
            )


class FaultRules:
    """All rules of one emulator, in the order in which they are tried."""

    def __init__(self, operations: Operations) -> None:
        self._operations = operations
        self._rules: list[tuple[re.Pattern[str], Fault]] = []
        self._numbers = count(1)

    def __iter__(self) -> Iterator[Fault]:
        return iter([rule for _, rule in self._rules])

    def add(self, rule: Fault) -> Fault:
        """Add a rule. ValueError if the operation is unknown or the settings do not fit."""
        rule.check()
        rule.number = next(self._numbers)
        self._rules.append((self._operations.find(rule.operation), rule))
        return rule

    def remove(self, rule: Fault) -> None:
        """Remove a rule, if it is there."""
        self._rules = [(pattern, one) for pattern, one in self._rules if one is not rule]

    def clear(self) -> None:
        """Remove all rules."""
        self._rules = []

    def take(self, scope: Scope) -> Fault | None:
        """The rule that spoils the answer to this request, or None."""
        request = f"{scope['method']} {scope['path']}"
        for pattern, rule in self._rules:
            if rule.active and pattern.fullmatch(request) and rule.applies():
                return rule
        return _of_header(scope)


def _of_header(scope: Scope) -> Fault | None:
    """The fault that a request asks for itself, by the header ``X-Emulator-Fault``."""
    text = next((value for name, value in scope["headers"] if name == HEADER.encode()), None)
    return None if text is None else read_fault(text.decode("latin-1"))


def read_fault(text: str) -> Fault:
    """A fault as text, such as ``kind=reset; after_events=3``; a ValueError if it is none."""
    kinds: dict[str, Any] = {
        **dict.fromkeys(("kind", "code", "message"), str),
        **dict.fromkeys(("status", "after_events", "after_bytes"), int),
        **dict.fromkeys(("seconds", "retry_after"), float),
    }
    given: dict[str, Any] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        name, _, value = part.partition("=")
        if name not in kinds:
            raise ValueError(f"A fault has no {name!r}: it has {', '.join(kinds)}.")
        given[name] = kinds[name](value)
    rule = Fault("", **given)
    rule.check()
    return rule
