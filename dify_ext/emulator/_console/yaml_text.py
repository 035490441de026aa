"""As much YAML as the DSL of an app needs: what is in its `app` is read, all else is kept as it is written.

A DSL may also be JSON, which is YAML, too.
"""

from __future__ import annotations

import json
import re
from typing import Any

_KEY = re.compile(r"([A-Za-z_][\w-]*):(?:\s+(.*))?\s*")
_PLAIN = re.compile(r"[^\W\d][\w ./-]*")
_ESCAPE = re.compile(r"\\(U[\da-fA-F]{8}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|.)")
_ESCAPES = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "0": "\0",
    "b": "\b",
    "f": "\f",
    "N": "\x85",
    "L": "\u2028",
    "P": "\u2029",
}
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


def read_dsl(text: str) -> dict[str, Any]:
    """The DSL's parts by name: `app` read, of the others the text after their name. ValueError where it is none."""
    try:
        parts = json.loads(text)
    except ValueError:
        blocks = _blocks(text.split("\n"))
        found: dict[str, Any] = {name: "\n".join(lines) for name, lines in blocks.items()}
        if "app" in blocks:
            inside = [line[2:] for line in blocks["app"][1:]]
            found["app"] = {name: read_scalar(lines) for name, lines in _blocks(inside).items()}
        if "version" in blocks:
            found["version"] = read_scalar(blocks["version"])
        return found
    if not isinstance(parts, dict):
        raise ValueError("content must be a mapping")
    kept = ("app", "version")
    return {
        name: part if name in kept else f" {json.dumps(part, ensure_ascii=False)}"
        for name, part in parts.items()
    }


def _blocks(lines: list[str]) -> dict[str, list[str]]:
    blocks: dict[str, list[str]] = {}
    name = None
    for line in lines:
        start = _KEY.fullmatch(line)
        if start:
            name = start[1]
            blocks[name] = [f" {start[2]}" if start[2] else ""]
        elif name is not None:
            blocks[name].append(line)
        elif line.strip() and not line.startswith(("#", "---")):
            raise ValueError(f"could not find expected ':' in {line!r}")
    return {name: _without_empty_end(lines) for name, lines in blocks.items()}


def _without_empty_end(lines: list[str]) -> list[str]:
    while len(lines) > 1 and not lines[-1].strip():
        lines.pop()
    return lines


def read_scalar(lines: list[str]) -> Any:
    """A text, a boolean or null: plain, in quotes over any number of lines, or as a block."""
    first = lines[0].strip()
    if first[:1] in ("|", ">"):
        return ("\n" if first[0] == "|" else " ").join(line.strip() for line in lines[1:])
    whole = _folded(lines)
    if whole.startswith("'"):
        return whole[1:-1].replace("''", "'")
    if whole.startswith('"'):
        return _ESCAPE.sub(_unescaped, whole[1:-1])
    return _WORDS.get(whole.lower(), whole)


def _unescaped(found: re.Match[str]) -> str:
    name = found[1]
    return chr(int(name[1:], 16)) if len(name) > 1 else _ESCAPES.get(name, name)


def _folded(lines: list[str]) -> str:
    """One text of several lines: a line end is a space or, after a backslash, nothing; an empty line is a line end."""
    whole, empty = lines[0].strip(), 0
    for line in lines[1:]:
        if not line.strip():
            empty += 1
            continue
        if whole.startswith('"') and whole.endswith("\\") and not empty:
            whole = whole[:-1] + line.strip()
        else:
            whole += ("\n" * empty or " ") + line.strip()
        empty = 0
    return whole


def write_scalar(value: Any) -> str:
    """The same, written."""
    if (
        isinstance(value, str)
        and _PLAIN.fullmatch(value)
        and value == value.strip()
        and value.lower() not in _WORDS
    ):
        return value
    return json.dumps(value, ensure_ascii=False)
