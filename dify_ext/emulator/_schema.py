"""Checks by ``seed.schema.json``: of seeds, and of what they have when it is given alone.

It knows the few keywords of JSON Schema that ours uses: the extra has no library for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ._data import load

#: The types of JSON Schema: their classes, and their names in messages.
_TYPES: dict[str, tuple[Any, str]] = {
    "object": (Mapping, "an object"),
    "array": ((list, tuple), "a list"),
    "string": (str, "a text"),
    "integer": (int, "a whole number"),
    "number": ((int, float), "a number"),
    "boolean": (bool, "true or false"),
    "null": (type(None), "null"),
}


def part_of(name: str) -> dict[str, Any]:
    """The schema of a part of a seed, such as ``app`` or ``fault``."""
    found: dict[str, Any] = load("seed.schema")["$defs"][name]
    return found


def check(value: Any, part: str | None = None) -> None:
    """Check a seed, or a part of one; a ValueError says where it is wrong."""
    _check(value, part_of(part) if part else load("seed.schema"), part or "seed")


def _check(value: Any, rule: dict[str, Any], place: str) -> None:
    if "$ref" in rule:
        rule = part_of(rule["$ref"].rpartition("/")[2])
    if "anyOf" in rule:
        _check_any(value, rule["anyOf"], place)
    if "enum" in rule and value not in rule["enum"]:
        raise ValueError(f"{place} is {value!r}, not one of {', '.join(map(str, rule['enum']))}")
    kind, name = _TYPES.get(rule.get("type", ""), (object, ""))
    if not isinstance(value, kind) or (isinstance(value, bool) and kind not in (bool, object)):
        raise ValueError(f"{place} is {value!r}, not {name}")
    if "minimum" in rule and not value >= rule["minimum"]:
        raise ValueError(f"{place} is {value}, less than {rule['minimum']}")
    if "maximum" in rule and not value <= rule["maximum"]:
        raise ValueError(f"{place} is {value}, more than {rule['maximum']}")
    if isinstance(value, (str, list, tuple)) and len(value) < rule.get("minLength", rule.get("minItems", 0)):
        raise ValueError(f"{place} is empty")
    if isinstance(value, (list, tuple)) and "items" in rule:
        for number, item in enumerate(value):
            _check(item, rule["items"], f"{place}[{number}]")
    if isinstance(value, Mapping):
        _check_object(value, rule, place)


def _check_any(value: Any, rules: list[dict[str, Any]], place: str) -> None:
    problems = []
    for rule in rules:
        try:
            _check(value, rule, place)
        except ValueError as problem:
            problems.append(problem)
        else:
            return
    # The one that came furthest says best what is wrong.
    raise max(problems, key=lambda problem: len(str(problem).partition(" is ")[0]))


def _check_object(value: Mapping[str, Any], rule: dict[str, Any], place: str) -> None:
    known, more = rule.get("properties", {}), rule.get("additionalProperties", True)
    for name in rule.get("required", ()):
        if name not in value:
            raise ValueError(f"{place} has no {name!r}")
    for name, item in value.items():
        if name in known:
            _check(item, known[name], f"{place}.{name}")
        elif more is False:
            raise ValueError(f"{place} has an unknown {name!r}: it takes {', '.join(known)}")
        elif isinstance(more, dict):
            _check(item, more, f"{place}.{name}")
