"""Checks of bodies and queries. A real server sends pydantic's report, and so does this one.

What is checked is said by the schemas of the spec, with the additions of ``requests.json``. A field
that is not required may be null, unless it has a default. Beside JSON Schema's keywords there are
``x-enum`` (the server has an enumeration, which its report names so), ``x-plain`` (it does not look
into the object), ``x-null`` (may be null all the same), ``x-loose`` (what is no number is ignored),
``x-old`` (the text of older releases) and ``x-sentence`` (the text for a wrong UUID).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from ._errors import Refusal, invalid_param
from ._spec import Schema

#: The form of times in the console's queries.
MINUTE = "%Y-%m-%d %H:%M"
_EMAIL = re.compile(r"[\w.!#$%&'*+\-/=?^`{|}~]+@([\w-]+\.)+[\w-]{2,}")
_OLD = "Invalid argument: {value}."


class Wrong(Exception):
    """A value that a field refuses: pydantic's name for the problem, and its message.

    `old` is the message of releases before pydantic: `{name}` is the field, `{value}` the value.
    """

    def __init__(self, kind: str, message: str, old: str = _OLD) -> None:
        super().__init__(message)
        self.kind, self.message, self.old = kind, message, old


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


def read(given: Mapping[str, Any], schema: Schema, place: str = "") -> tuple[dict[str, Any], list[Problem]]:
    """The fields of an object that can be read, and the problems of the others."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for name, field in schema["properties"].items():
        if name not in given:
            if name in schema.get("required", ()):
                missing = Problem(f"{place}{name}", Wrong("missing", "Field required"), dict(given))
                problems.append(missing)
            values[name] = field.get("default")
            continue
        value = values[name] = given[name]
        if field.get("x-loose"):
            if not re.fullmatch(r"-?[0-9]{1,9}", str(value)):
                values[name] = field["default"]
                continue
            value = int(value)
        if value is None and _nullable(name, field, schema):
            continue
        try:
            values[name] = _value(value, field, f"{place}{name}", problems)
        except Wrong as wrong:
            problems.append(Problem(f"{place}{name}", wrong, value))
    return values, problems


def _nullable(name: str, field: Schema, schema: Schema) -> bool:
    if field.get("x-null") or {"type": "null"} in field.get("oneOf", ()):
        return True
    return name not in schema.get("required", ()) and "default" not in field


def _value(value: Any, field: Schema, place: str, problems: list[Problem]) -> Any:
    kind = field.get("type")
    if field.get("format"):
        return FORMATS[field["format"]](value, field)
    if field.get("enum"):
        return _one_of(value, field)
    kind = next((one for one in kind if one != "null"), None) if isinstance(kind, list) else kind
    if kind == "object" or "properties" in field:
        found = _typed(value, dict, "dict", "dictionary")
        if "properties" not in field or field.get("x-plain"):
            return found
        values, wrong = read(found, field, f"{place}.")
        problems += wrong
        return values
    if kind == "array":
        return _list(value, field, place, problems)
    return _READERS[kind](value, field) if kind in _READERS else value


def _typed(value: Any, type: type, kind: str, noun: str) -> Any:
    if not isinstance(value, type):
        raise Wrong(f"{kind}_type", f"Input should be a valid {noun}")
    return value


def _list(value: Any, field: Schema, place: str, problems: list[Problem]) -> list[Any]:
    found = _typed(value, list, "list", "list")
    low, high = field.get("minItems", 0), field.get("maxItems")
    if len(found) < low:
        noun = "item" if low == 1 else "items"
        raise Wrong("too_short", f"List should have at least {low} {noun} after validation, not {len(found)}")
    if high is not None and len(found) > high:
        raise Wrong("too_long", f"List should have at most {high} items after validation, not {len(found)}")
    items, values = field.get("items", {}), []
    for number, item in enumerate(found):
        try:
            values.append(_value(item, items, f"{place}.{number}", problems))
        except Wrong as wrong:
            problems.append(Problem(f"{place}.{number}", wrong, item))
    return values


def _text(value: Any, field: Schema) -> str:
    found: str = _typed(value, str, "string", "string")
    low, high, old = field.get("minLength", 0), field.get("maxLength"), field.get("x-old", _OLD)
    if len(found) < low:
        letters = "character" if low == 1 else "characters"
        raise Wrong("string_too_short", f"String should have at least {low} {letters}", old)
    if high is not None and len(found) > high:
        raise Wrong("string_too_long", f"String should have at most {high} characters", old)
    return found


def _flag(value: Any, field: Schema) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).lower()
    if word in ("true", "1", "yes", "on", "t", "y"):
        return True
    if word in ("false", "0", "no", "off", "f", "n"):
        return False
    raise Wrong("bool_parsing", "Input should be a valid boolean, unable to interpret input")


def _number(value: Any, field: Schema) -> float:
    try:
        if isinstance(value, bool) or not math.isfinite(result := float(value)):
            raise ValueError
    except (TypeError, ValueError):
        raise Wrong(
            "float_parsing", "Input should be a valid number, unable to parse string as a number"
        ) from None
    return result


def _whole(value: Any, field: Schema) -> int:
    low, high = field.get("minimum"), field.get("maximum")
    old = f"Invalid argument: {{value}}. argument must be within the range {low} - {high}"
    try:
        result = int(value)
    except (TypeError, ValueError, OverflowError):
        raise Wrong(
            "int_parsing", "Input should be a valid integer, unable to parse string as an integer"
        ) from None
    if low is not None and result < low:
        raise Wrong("greater_than_equal", f"Input should be greater than or equal to {low}", old)
    if high is not None and result > high:
        raise Wrong("less_than_equal", f"Input should be less than or equal to {high}", old)
    return result


def _one_of(value: Any, field: Schema) -> str:
    if value not in field["enum"]:
        *first, last = (f"'{choice}'" for choice in field["enum"])
        old = "The value '{value}' is not a valid choice for '{name}'."
        kind = "enum" if field.get("x-enum") else "literal_error"
        raise Wrong(kind, f"Input should be {', '.join(first)} or {last}", old)
    return str(value)


def _uuid(value: Any, field: Schema) -> str | None:
    """A UUID; an empty string is None."""
    if not _text(value, {}).strip():
        return None
    try:
        return str(UUID(value))
    except ValueError:
        sentence = field.get("x-sentence", "must be a valid UUID")
        raise Wrong("value_error", f"Value error, {sentence}") from None


def _uuids(value: Any, field: Schema) -> list[str]:
    """UUIDs between commas."""
    try:
        return [str(UUID(part)) for part in str(value).split(",")]
    except ValueError:
        raise Wrong("value_error", "Value error, Invalid UUID format in tag_ids.") from None


def _matching(pattern: re.Pattern[str], message: str) -> Callable[[Any, Schema], str]:
    def read(value: Any, field: Schema) -> str:
        if not pattern.fullmatch(_text(value, {})):
            old = message.replace("{value}", value)
            raise Wrong("value_error", f"Value error, {old}", old)
        return str(value)

    return read


def _minute(value: Any, field: Schema) -> str:
    """A minute, in the releases that check its form first."""
    try:
        datetime.strptime(str(value), MINUTE)
    except ValueError:
        old = f"Invalid argument: {{value}}. argument must be conform to the format {MINUTE}"
        raise Wrong("value_error", "", old) from None
    return str(value)


#: What the formats of strings mean.
FORMATS: dict[str, Callable[[Any, Schema], Any]] = {
    "uuid": _uuid,
    "uuids": _uuids,
    "email": _matching(_EMAIL, "{value} is not a valid email."),
    "password": _matching(
        re.compile(r"(?=.*[a-zA-Z])(?=.*\d).{8,}"),
        "Password must contain letters and numbers, and the length must be greater than 8.",
    ),
    "minute": _minute,
    "doc_form": _matching(re.compile("text_model|hierarchical_model|qa_model"), "Invalid doc_form."),
    "variable_name": _matching(
        re.compile(r"[A-Za-z0-9_-]+"),
        "Variable name can only contain letters, numbers, hyphens (-), and underscores (_)",
    ),
}
_READERS: dict[str, Callable[[Any, Schema], Any]] = {
    "string": _text,
    "boolean": _flag,
    "number": _number,
    "integer": _whole,
}
