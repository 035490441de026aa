"""Checks of bodies and queries. A real server sends pydantic's report, and so does this one."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from ._errors import Refusal, invalid_param

_REQUIRED: Any = object()

#: Reads a value as the field's type, or raises `Wrong`.
Reader = Callable[[Any], Any]


class Wrong(Exception):
    """A value that a field refuses: pydantic's name for the problem, and its message.

    `old` is the message of releases before pydantic: `{name}` is the field, `{value}` the value.
    """

    def __init__(self, kind: str, message: str, old: str = "Invalid argument: {value}.") -> None:
        super().__init__(message)
        self.kind, self.message, self.old = kind, message, old


class Field:
    """A field of a payload: its reader and its default."""

    def __init__(self, read: Reader, default: Any = _REQUIRED, *, nullable: bool = False) -> None:
        self.read, self.default, self.nullable = read, default, nullable


class Problem(NamedTuple):
    """A field that is wrong or missing."""

    place: str
    wrong: Wrong
    value: Any

    def in_pydantic_words(self) -> str:
        """The problem in pydantic's report."""
        shown = repr(self.value)
        if len(shown) > 50:
            shown = f"{shown[:25]}...{shown[-24:]}"
        return (f"{self.place}\n" if self.place else "") + (
            f"  {self.wrong.message} [type={self.wrong.kind}, input_value={shown}, "
            f"input_type={type(self.value).__name__}]\n"
            f"    For further information visit https://errors.pydantic.dev/2.12/v/{self.wrong.kind}"
        )

    def in_old_words(self, source: str) -> str:
        """The problem in the words before pydantic; `source` is the place of the field."""
        if self.wrong.kind == "missing":
            return f"Missing required parameter in the {source}"
        return self.wrong.old.replace("{name}", self.place).replace("{value}", str(self.value))

    def as_json(self) -> dict[str, Any]:
        """The problem as JSON."""
        kind = self.wrong.kind
        return {
            "type": kind,
            "loc": self.place.split("."),
            "msg": self.wrong.message,
            "input": self.value,
            "url": f"https://errors.pydantic.dev/2.12/v/{kind}",
        }


def refusal(model: str, problems: Sequence[Problem], validation: str, source: str = "JSON body") -> Refusal:
    """The 400 of these problems, in the form of a release; older ones report only the first."""
    first = problems[0]
    if validation == "422":
        return Refusal(422, "unprocessable_entity", json.dumps([item.as_json() for item in problems]))
    if validation == "errors":
        body: dict[str, Any] = {"errors": {first.place: first.in_old_words(source)}}
        return Refusal(400, "invalid_param", body={**body, "message": "Input payload validation failed"})
    if validation == "params":
        message = first.in_old_words(source)
        if first.wrong.kind in ("literal_error", "enum"):
            message = f"{first.value} is not a valid choice"
        body = {"code": "invalid_param", "message": message, "params": first.place}
        return Refusal(400, "invalid_param", body=body)
    count = "1 validation error" if len(problems) == 1 else f"{len(problems)} validation errors"
    words = [problem.in_pydantic_words() for problem in problems]
    return invalid_param("\n".join([f"{count} for {model}", *words]))


def read(given: Mapping[str, Any], fields: Mapping[str, Field]) -> tuple[dict[str, Any], list[Problem]]:
    """The fields of a payload that can be read, and the problems of the others."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, expected in fields.items():
        if name not in given:
            if expected.default is _REQUIRED:
                problems.append(Problem(name, Wrong("missing", "Field required"), dict(given)))
            values[name] = expected.default
            continue
        value = given[name]
        if value is None and expected.nullable:
            values[name] = None
            continue
        try:
            values[name] = expected.read(value)
        except Wrong as wrong:
            problems.append(Problem(name, wrong, value))
    return values, problems


def text(value: Any) -> str:
    """A string."""
    if not isinstance(value, str):
        raise Wrong("string_type", "Input should be a valid string")
    return value


def anything(value: Any) -> Any:
    """Any JSON value."""
    return value


def mapping(value: Any) -> dict[str, Any]:
    """An object."""
    if not isinstance(value, dict):
        raise Wrong("dict_type", "Input should be a valid dictionary")
    return value


def mappings(value: Any) -> list[dict[str, Any]]:
    """A list of objects."""
    if not isinstance(value, list):
        raise Wrong("list_type", "Input should be a valid list")
    return [mapping(item) for item in value]


def flag(value: Any) -> bool:
    """A boolean, or a string with the meaning of one."""
    if isinstance(value, bool):
        return value
    word = str(value).lower()
    if word in ("true", "1", "yes", "on", "t", "y"):
        return True
    if word in ("false", "0", "no", "off", "f", "n"):
        return False
    raise Wrong("bool_parsing", "Input should be a valid boolean, unable to interpret input")


def number(value: Any) -> float:
    """A finite number, or a string with one."""
    try:
        if isinstance(value, bool) or not math.isfinite(result := float(value)):
            raise ValueError
    except (TypeError, ValueError):
        raise Wrong(
            "float_parsing", "Input should be a valid number, unable to parse string as a number"
        ) from None
    return result


def whole(low: int, high: int | None = None) -> Reader:
    """An integer between two bounds, or a string with such an integer."""
    old = f"Invalid argument: {{value}}. argument must be within the range {low} - {high}"

    def read(value: Any) -> int:
        try:
            result = int(value)
        except (TypeError, ValueError):
            raise Wrong(
                "int_parsing", "Input should be a valid integer, unable to parse string as an integer"
            ) from None
        if result < low:
            raise Wrong("greater_than_equal", f"Input should be greater than or equal to {low}", old)
        if high is not None and result > high:
            raise Wrong("less_than_equal", f"Input should be less than or equal to {high}", old)
        return result

    return read


def one_of(*choices: str, kind: str = "literal_error") -> Reader:
    """One of some strings; `kind` is ``enum`` if the server uses an enumeration."""

    def read(value: Any) -> str:
        if value not in choices:
            *first, last = (f"'{choice}'" for choice in choices)
            old = "The value '{value}' is not a valid choice for '{name}'."
            raise Wrong(kind, f"Input should be {', '.join(first)} or {last}", old)
        return str(value)

    return read


def sized(low: int, high: int, old: str = "Invalid argument: {value}.") -> Reader:
    """A string with a limited number of characters."""

    def reader(value: Any) -> str:
        found = text(value)
        if len(found) < low:
            letters = "character" if low == 1 else "characters"
            raise Wrong("string_too_short", f"String should have at least {low} {letters}", old)
        if len(found) > high:
            raise Wrong("string_too_long", f"String should have at most {high} characters", old)
        return found

    return reader


def texts(value: Any) -> list[str]:
    """A list of strings."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Wrong("list_type", "Input should be a valid list")
    return value


def uuid(sentence: str = "must be a valid UUID") -> Reader:
    """A UUID as a string; an empty string is None."""

    def read(value: Any) -> str | None:
        if not isinstance(value, str):
            raise Wrong("string_type", "Input should be a valid string")
        if not value.strip():
            return None
        try:
            return str(UUID(value))
        except ValueError:
            raise Wrong("value_error", f"Value error, {sentence}") from None

    return read


def uuids(refused: bool) -> Reader:
    """UUIDs between commas, as a list; 1.14 refuses them because it expects another type."""

    def read(value: Any) -> list[str]:
        if refused:
            raise Wrong("value_error", "Value error, Unsupported tag_ids type.")
        try:
            return [str(UUID(part)) for part in str(value).split(",")]
        except ValueError:
            raise Wrong("value_error", "Value error, Invalid UUID format in tag_ids.") from None

    return read
