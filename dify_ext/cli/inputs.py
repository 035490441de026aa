"""What users give to commands: inputs as ``key=value`` or JSON, text and files."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dify_ext import Dify, RemoteFile, UploadedFile


def read_inputs(words: Iterable[str], files: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The inputs of a run.

    ``name=value`` is a text; ``name:=value`` is JSON (a number, a list …); ``name=@path`` is the
    text of a file; a word that begins with ``{`` is an object of JSON, and ``-`` is one on stdin.

    Args:
        words: The words of the command line; later ones win.
        files: Files by input name, added at the end.

    Raises:
        ConfigurationError: A word is none of these.
    """
    inputs: dict[str, Any] = {}
    for word in words:
        if word == "-":
            inputs |= _object(read_file("-"), "stdin")
        elif word.startswith("{"):
            inputs |= _object(word, "the argument")
        else:
            name, value = _pair(word)
            inputs[name] = value
    return {**inputs, **(files or {})}


def _pair(word: str) -> tuple[str, Any]:
    from dify_ext import ConfigurationError

    name, equals, value = word.partition("=")
    if not equals or not name.rstrip(":"):
        raise ConfigurationError(
            f"{word!r} is not an input: write name=value, name:=JSON, name=@FILE, {{…}}, or - for stdin"
        )
    if name.endswith(":"):
        try:
            return name[:-1], json.loads(value)
        except ValueError as error:
            raise ConfigurationError(f"the value of {name[:-1]!r} is not JSON: {error}") from None
    return name, read_file(value[1:]) if value.startswith("@") else value


def _object(text: str, where: str) -> dict[str, Any]:
    from dify_ext import ConfigurationError

    try:
        value = json.loads(text)
    except ValueError as error:
        raise ConfigurationError(f"{where} is not JSON: {error}") from None
    if not isinstance(value, dict):
        raise ConfigurationError(f"{where} must be a JSON object, such as {{}}")
    return value


def read_text(words: Iterable[str] | None) -> str:
    """The words joined to a text. Each ``-``, or no words at all, reads stdin."""
    parts = list(words or ["-"])
    if "-" not in parts:
        return " ".join(parts)
    return "\n\n".join(read_file("-") if part == "-" else part for part in parts).strip()


def read_file(place: str) -> str:
    """The text of a file in UTF-8, with or without a byte order mark; ``-`` is stdin.

    Raises:
        ConfigurationError: It cannot be read, or is no text.
    """
    from dify_ext import ConfigurationError

    try:
        return sys.stdin.read() if place == "-" else Path(place).read_text("utf-8-sig")
    except OSError as error:
        raise ConfigurationError(f"cannot read {place!r}: {error.strerror}") from None
    except UnicodeDecodeError:
        name = "stdin" if place == "-" else repr(place)
        raise ConfigurationError(f"{name} is not UTF-8 text") from None


def send_files(dify: Dify, places: Iterable[str]) -> list[UploadedFile | RemoteFile]:
    """Files to mention: a path is uploaded, a URL is fetched by the server."""
    from dify_ext import RemoteFile

    return [
        RemoteFile(place) if place.startswith(("http://", "https://")) else dify.files.upload(place)
        for place in places
    ]


def named_files(dify: Dify, words: Iterable[str]) -> tuple[list[Any], dict[str, Any]]:
    """The files of the run (``path``), and the files of inputs by name (``name=path``)."""
    whole, by_name = [], {}
    for word in words:
        name, equals, place = word.partition("=")
        if equals and name.isidentifier():
            (by_name[name],) = send_files(dify, [place])
        else:
            whole += send_files(dify, [word])
    return whole, by_name
