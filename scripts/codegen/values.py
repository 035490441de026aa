"""The values and answers of an operation in the spec, and their Python types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .document import Document, resolve
from .problems import Problem

Node = dict[str, Any]


@dataclass(frozen=True)
class Value:
    """A value of an operation: its place, and its text in the spec."""

    wire: str
    place: str  # path, query, header, body, or "json" and the field of the body that holds it as text
    schema: Node
    required: bool
    description: str


def values_of(document: Document, path: str, operation: Node, inside: str | None) -> dict[str, Value]:
    """The values of an operation by wire name; of the body, those of its field ``inside``."""
    found: dict[str, Value] = {}
    shared = document["paths"][path].get("parameters", [])
    for parameter in [*shared, *operation.get("parameters", [])]:
        whole = resolve(document, parameter["$ref"]) if "$ref" in parameter else parameter
        schema = solid(document, whole["schema"])
        found[whole["name"]] = Value(
            whole["name"], whole["in"], schema, whole.get("required", False), described(whole, schema)
        )
    body = body_of(document, operation)
    if body is not None and inside is not None:
        if inside not in body.get("properties", {}):
            raise Problem(f"'inside' names {inside!r}, which the body does not have")
        body = solid(document, body["properties"][inside])
    for name, node in (body or {}).get("properties", {}).items():
        if "contentSchema" in node:  # values as JSON in the text of a field, beside a file
            for inner, value in solid(document, node["contentSchema"])["properties"].items():
                schema = solid(document, value)
                found.setdefault(inner, Value(inner, f"json {name}", schema, False, described(value, schema)))
            continue
        schema = solid(document, node)
        is_required = name in body.get("required", []) if body else False
        found[name] = Value(name, "body", schema, is_required, described(node, schema))
    return found


def body_of(document: Document, operation: Node) -> Node | None:
    """The schema of an operation's body, followed to its end."""
    content = operation.get("requestBody", {}).get("content", {})
    return next((solid(document, media["schema"]) for media in content.values()), None)


def solid(document: Document, schema: Node) -> Node:
    """A schema with references followed.

    ``x-model`` is the name of an object that has a class, ``x-null``: null may come.
    """
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        found = solid(document, resolve(document, schema["$ref"]))
        return {**found, "x-model": name} if found.get("properties") else found
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    choices = schema.get("oneOf") or schema.get("anyOf", [])
    several = [one for one in choices if one.get("type") != "null"]
    is_null = "null" in kinds or len(several) < len(choices)
    if len(several) == 1:
        return {**solid(document, several[0]), "x-null": True}
    if several:
        return {**schema, "oneOf": [solid(document, one) for one in several], "x-null": is_null}
    changed: Node = {**schema, "x-null": is_null}
    if "items" in schema:
        changed["items"] = solid(document, schema["items"])
    return changed


def described(node: Node, schema: Node) -> str:
    """The description of a value, with its known values."""
    words = " ".join(str(node.get("description") or schema.get("description", "")).split())
    since = node.get("x-since")
    if values := [value for value in schema.get("enum", []) if value is not None]:
        words += f" Known values: {', '.join(f'`{value}`' for value in values)}."
    return f"{words} Dify {since} and later." if since else words


def answer_of(document: Document, operation: Node) -> tuple[str, Node | None, str]:
    """The content type, the schema and the description of an operation's success."""
    for status, response in operation["responses"].items():
        if status.startswith("2"):
            whole = resolve(document, response["$ref"]) if "$ref" in response else response
            kind, media = next(iter(whole.get("content", {"": {}}).items()))
            schema = solid(document, media["schema"]) if "schema" in media else None
            return kind, schema, whole["description"]
    raise Problem("it has no success")


def is_binary(document: Document, operation: Node) -> bool:
    """Whether an operation answers with bytes."""
    schema = answer_of(document, operation)[1]
    return schema is not None and schema.get("format") == "binary"


def annotation(schema: Node, list_name: str, model: Callable[[str], str]) -> str:
    """The Python type of a schema; ``model`` is called with each class in it."""
    if "x-model" in schema:
        found = model(schema["x-model"])
    elif "oneOf" in schema:
        found = " | ".join(dict.fromkeys(annotation(one, list_name, model) for one in schema["oneOf"]))
    else:
        kinds = schema.get("type", [])
        kinds = [kinds] if isinstance(kinds, str) else [kind for kind in kinds if kind != "null"]
        names = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
        names |= {"object": "dict[str, Any]"}
        if "array" in kinds:
            names["array"] = f"{list_name}[{annotation(schema['items'], list_name, model)}]"
        found = " | ".join(names[kind] for kind in kinds) or "Any"
    return f"{found} | None" if schema.get("x-null") and found != "Any" else found
