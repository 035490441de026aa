"""The prose of the spec, as docstrings.

It comes from the spec and not from the parsed document: the generator loses the descriptions of
parameters and those beside a ``$ref``.
"""

from __future__ import annotations

import textwrap
from typing import Any

from .document import Document, operations, resolve

_WIDTH = 100


class Words:
    """The descriptions of schemas, fields, operations and parameters."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._schemas: dict[str, dict[str, Any]] = document.get("components", {}).get("schemas", {})
        self._operations = {
            operation["operationId"]: (path, operation) for path, _, operation in operations(document)
        }

    def schema(self, name: str) -> str:
        """The description of a schema."""
        return said(self._schemas.get(name, {})) or "Not described."

    def field(self, schema: str, name: str) -> str:
        """The description of a field, or of its type if the field has none."""
        return self._said_of(self._schemas[schema]["properties"][name])

    def is_secret(self, schema: str, name: str) -> bool:
        """Whether a field is a password or a token, which no repr shows."""
        return self._schemas[schema]["properties"][name].get("x-secret") is True

    def operation(self, operation_id: str) -> str:
        """The summary and description of an operation."""
        operation = self._operations[operation_id][1]
        parts = [operation.get("summary", ""), operation.get("description", "")]
        return "\n\n".join(part.strip() for part in parts if part.strip()) + _notes(operation)

    def parameter(self, operation_id: str, place: str, name: str) -> str:
        """The description of a parameter."""
        path, operation = self._operations[operation_id]
        for parameter in [
            *operation.get("parameters", []),
            *self._document["paths"][path].get("parameters", []),
        ]:
            whole = resolve(self._document, parameter["$ref"]) if "$ref" in parameter else parameter
            if (whole["in"], whole["name"]) == (place, name):
                return said(whole) or self._said_of(whole["schema"])
        return ""

    def body(self, operation_id: str) -> str:
        """The description of an operation's body."""
        body = self._operations[operation_id][1].get("requestBody", {})
        whole = resolve(self._document, body["$ref"]) if "$ref" in body else body
        schemas = [media["schema"] for media in whole["content"].values()]
        return said(whole) or self._said_of(schemas[0]) or "What to send."

    def answer(self, operation_id: str, status: int) -> str:
        """What an operation says itself about an answer."""
        return said(self._operations[operation_id][1]["responses"].get(str(status), {}))

    def shared_answers(self) -> dict[int, str]:
        """The descriptions of the answers that operations share, by status."""
        return {
            int(status): said(resolve(self._document, response["$ref"]))
            for _, operation in self._operations.values()
            for status, response in operation["responses"].items()
            if "$ref" in response
        }

    def _said_of(self, node: dict[str, Any]) -> str:
        words = said(node)
        if not words and "$ref" in node:
            words = said(resolve(self._document, node["$ref"]))
        return words


def said(node: dict[str, Any]) -> str:
    """A node's description with its notes."""
    return " ".join(str(node.get("description", "")).split()) + _notes(node)


def _notes(node: dict[str, Any]) -> str:
    since, until, note = node.get("x-since"), node.get("x-until"), node.get("x-note")
    releases = ", ".join([f"since {since}"] * bool(since) + [f"until {until}"] * bool(until))
    text = f" (Dify {releases})" if releases else ""
    if node.get("deprecated"):
        text += " Deprecated."
    return text + (f" {' '.join(str(note).split())}" if note else "")


def docstring(text: str, indent: int = 4) -> str:
    """The text as a docstring with quotes: wrapped, each line after the first indented."""
    safe = text.replace("\\", "\\\\").replace('"""', "'''").strip()
    lines = [line for paragraph in safe.split("\n") for line in _wrapped(paragraph, _WIDTH - indent)]
    if safe.endswith('"'):
        lines[-1] += " "
    end = "" if len(lines) == 1 else "\n"
    return textwrap.indent('"""' + "\n".join(lines) + end + '"""', " " * indent, _not_empty).lstrip()


def _not_empty(line: str) -> bool:
    return bool(line.strip())


def _wrapped(line: str, width: int) -> list[str]:
    """A wrapped line; after an indented first line the others are indented more."""
    lead = line[: len(line) - len(line.lstrip())]
    options: dict[str, Any] = {"break_long_words": False, "break_on_hyphens": False}
    return textwrap.wrap(line, width, subsequent_indent=lead + "    " if lead else "", **options) or [""]


def entries(title: str, items: list[tuple[str, str]]) -> str:
    """A section of a docstring, ``Args:`` or ``Attributes:``; empty if there are no items."""
    if not items:
        return ""
    return f"\n\n{title}:\n" + "\n".join(f"    {name}: {text or 'Not described.'}" for name, text in items)
