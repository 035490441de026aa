"""Rows as a table in HTML: what a notebook shows of a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import attrs

_WIDTH = 80


def html_table(rows: Sequence[Any], caption: str) -> str:
    """A table of models or plain values, with a column for each field that one has."""
    cells = [_cells(row) for row in rows]
    columns = dict.fromkeys(name for row in cells for name, text in row.items() if text)
    head = _row("th", columns)
    body = "".join(_row("td", [row.get(name, "") for name in columns]) for row in cells)
    return f"<table><caption>{escape(caption)}</caption><thead>{head}</thead><tbody>{body}</tbody></table>"


def _row(tag: str, texts: Iterable[str]) -> str:
    return "<tr>" + "".join(f"<{tag}>{escape(text)}</{tag}>" for text in texts) + "</tr>"


def _cells(row: Any) -> dict[str, str]:
    if not attrs.has(type(row)):
        return {"value": _text(row)}
    shown = (field.name for field in attrs.fields(type(row)) if field.repr)  # a secret has no repr
    return {name: _text(getattr(row, name)) for name in shown if name != "additional_properties"}


def _text(value: Any) -> str:
    text = "" if value is None or value == [] else str(value)
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"
