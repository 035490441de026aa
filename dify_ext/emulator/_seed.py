"""Seed files, YAML or JSON: what an emulator begins with. ``seed.schema.json`` describes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.applications import Starlette

from ._data import load
from ._faults import Fault
from ._options import UnusableFile
from ._respond import Answer
from ._setup import EmulatedApp, add_account, add_app, add_dataset
from ._state import state_of

#: The types of JSON Schema: their classes, and their names in messages.
_TYPES: dict[str, tuple[Any, str]] = {
    "object": (dict, "an object"),
    "array": (list, "a list"),
    "string": (str, "a text"),
    "integer": (int, "a whole number"),
    "number": ((int, float), "a number"),
    "boolean": (bool, "true or false"),
    "null": (type(None), "null"),
}


class SeedError(UnusableFile):
    """A seed that cannot be used; the message says where, and what it must be."""


def read_seed(path: Path) -> dict[str, Any]:
    """The seed in a file, checked. SeedError if it cannot be read or is wrong."""
    import yaml

    try:
        seed = yaml.safe_load(path.read_text(encoding="utf-8"))  # JSON is YAML, too
    except OSError as error:
        raise SeedError(f"Cannot read the seed {path}: {error.strerror}") from None
    except (yaml.YAMLError, ValueError) as error:
        raise SeedError(f"The seed {path} is not YAML or JSON: {error}") from None
    check(seed if seed is not None else {})
    return seed or {}


def plant(app: Starlette, seed: dict[str, Any]) -> list[EmulatedApp]:
    """Put all that a checked seed has into an emulator, and return its apps.

    Raises:
        SeedError: Two things have the same key or name, or a fault's operation is unknown.
    """
    made = []
    place = "seed"
    try:
        for number, given in enumerate(seed.get("apps", ())):
            place = f"apps[{number}]"
            made.append(plant_app(app, given))
        for number, given in enumerate(seed.get("datasets", ())):
            place = f"datasets[{number}]"
            add_dataset(app, **given)
        for number, given in enumerate(seed.get("accounts", ())):
            place = f"accounts[{number}]"
            add_account(app, **given)
        for number, given in enumerate(seed.get("faults", ())):
            place = f"faults[{number}]"
            state_of(app).rules.add(Fault(**given))
    except Exception as error:
        raise SeedError(f"{place}: {error}") from error
    return made


def plant_app(app: Starlette, given: dict[str, Any]) -> EmulatedApp:
    """Add the app that a checked part of a seed describes."""
    settings = dict(given)
    answer, users = settings.pop("answer", None), settings.pop("users", ())
    if answer is not None:
        settings["respond"] = Answer(**answer)
    made = add_app(app, settings.pop("mode"), **settings)
    for name in users:
        state_of(app).apps[made.api_key].user(name)
    return made


def check(value: Any, part: str | None = None) -> None:
    """Check a seed, or what one of its lists has (``app``, ``fault``, …), by the schema."""
    schema = load("seed.schema")
    _check(value, schema["$defs"][part] if part else schema, part or "seed")


def _check(value: Any, rule: dict[str, Any], place: str) -> None:
    # The few words of JSON Schema that ours uses: the extra has no library for all of them.
    if "$ref" in rule:
        rule = load("seed.schema")["$defs"][rule["$ref"].rpartition("/")[2]]
    if "anyOf" in rule:
        _check_any(value, rule["anyOf"], place)
    if "enum" in rule and value not in rule["enum"]:
        raise SeedError(f"{place} is {value!r}, not one of {', '.join(map(str, rule['enum']))}")
    kind, name = _TYPES.get(rule.get("type", ""), (object, ""))
    if not isinstance(value, kind) or (isinstance(value, bool) and kind not in (bool, object)):
        raise SeedError(f"{place} is {value!r}, not {name}")
    if isinstance(value, (int, float)) and value < rule.get("minimum", value):
        raise SeedError(f"{place} is {value}, less than {rule['minimum']}")
    if isinstance(value, (str, list)) and len(value) < rule.get("minLength", rule.get("minItems", 0)):
        raise SeedError(f"{place} is empty")
    if isinstance(value, list) and "items" in rule:
        for number, item in enumerate(value):
            _check(item, rule["items"], f"{place}[{number}]")
    if isinstance(value, dict):
        _check_object(value, rule, place)


def _check_any(value: Any, rules: list[dict[str, Any]], place: str) -> None:
    problems = []
    for rule in rules:
        try:
            _check(value, rule, place)
        except SeedError as problem:
            problems.append(problem)
        else:
            return
    # The one that came furthest says best what is wrong.
    raise max(problems, key=lambda problem: len(str(problem).partition(" is ")[0]))


def _check_object(value: dict[str, Any], rule: dict[str, Any], place: str) -> None:
    known, more = rule.get("properties", {}), rule.get("additionalProperties", True)
    for name in rule.get("required", ()):
        if name not in value:
            raise SeedError(f"{place} has no {name!r}")
    for name, item in value.items():
        if name in known:
            _check(item, known[name], f"{place}.{name}")
        elif more is False:
            raise SeedError(f"{place} has an unknown {name!r}: it takes {', '.join(known)}")
        elif isinstance(more, dict):
            _check(item, more, f"{place}.{name}")
