"""The files of a sync: patterns, hidden files, ``exclude=`` and ``.gitignore``. Pure."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dify_ext.errors import ConfigurationError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

GITIGNORE = ".gitignore"


class Selection:
    """The selected files, by their paths below the folder (with ``/``).

    Args:
        pattern: One or several patterns as of ``glob``: ``**`` is any number of folders, the other
            wildcards stay within a name. Only a part that begins with a dot matches hidden names.
        exclude: Patterns in the form of ``.gitignore``, one or several.
    """

    def __init__(self, pattern: str | Iterable[str], exclude: str | Iterable[str] | None = None) -> None:
        patterns = _texts("pattern", pattern)
        if not patterns:
            raise ConfigurationError("pattern=[] names no files: '**/*' takes all")
        self._patterns = [_parts(text) for text in patterns]
        self._excluded: GitIgnoreSpec | None = None
        if exclude is not None:
            lines = _lines(exclude) if isinstance(exclude, str) else _texts("exclude", exclude)
            self._excluded = _spec(lines, "exclude=")
        self._ignored: dict[str, GitIgnoreSpec] = {}  # by the folder of the file

    @property
    def takes_all(self) -> bool:
        """Whether a path is taken, if only hidden files are left out."""
        return ["**", "*"] in self._patterns and self._excluded is None and not self._ignored

    def add_gitignore(self, folder: str, text: str) -> None:
        """Respect the ``.gitignore`` of a folder; as in git, invalid lines are ignored."""
        self._ignored[folder] = _spec(_lines(text), GITIGNORE, skip_invalid=True)

    def enters(self, folder: str) -> bool:
        """Whether a file below a folder can be taken, if its parents are entered."""
        names = folder.split("/")
        is_meant = any(_fit(parts, names, below=True) for parts in self._patterns)
        return is_meant and not self._is_left_out(f"{folder}/")

    def takes(self, path: str) -> bool:
        """Whether a file is taken, if its folders are entered."""
        names = path.split("/")
        return any(_fit(parts, names) for parts in self._patterns) and not self._is_left_out(path)

    def means(self, path: str) -> bool:
        """Whether a file at a path is, or would be, taken."""
        folders = (path[:end] for end, letter in enumerate(path) if letter == "/")
        return all(map(self.enters, folders)) and self.takes(path)

    def _is_left_out(self, path: str) -> bool:
        if self._excluded is not None and self._excluded.match_file(path):
            return True
        folder = path.rstrip("/")
        while self._ignored and folder:  # the innermost file decides
            folder = folder.rpartition("/")[0]
            if spec := self._ignored.get(folder):
                ignored = spec.check_file(path[len(folder) + 1 :] if folder else path).include
                if ignored is not None:
                    return ignored
        return False


def _fit(parts: Sequence[str], names: Sequence[str], *, below: bool = False) -> bool:
    """Whether a path is what a pattern names; with ``below`` whether something below it may be."""
    if not parts or not names:
        return not names and bool(parts) == below
    part, name = parts[0], names[0]
    if part == "**":  # any number of folders that are not hidden
        is_inside = not name.startswith(".") and _fit(parts, names[1:], below=below)
        return is_inside or _fit(parts[1:], names, below=below)
    is_named = fnmatch.fnmatch(name, part) and (part.startswith(".") or not name.startswith("."))
    return is_named and _fit(parts[1:], names[1:], below=below)


def _texts(option: str, given: str | Iterable[str]) -> list[str]:
    found = [given] if isinstance(given, str) or not isinstance(given, Iterable) else [*given]
    if not all(isinstance(text, str) for text in found):
        raise ConfigurationError(f"{option}={given!r} is no pattern: give a string, or several")
    return found


def _parts(text: str) -> list[str]:
    parts = [part for part in text.replace(os.sep, "/").split("/") if part not in ("", ".")]
    if not parts or text.startswith(("/", os.sep)) or ".." in parts:
        raise ConfigurationError(f"pattern={text!r} names no files below the folder: '**/*' are all of them")
    parts += ["*"] * (parts[-1] == "**")  # a ** at the end means all files below
    return [part for at, part in enumerate(parts) if (part, *parts[at - 1 : at]) != ("**", "**")]


def _lines(text: str) -> list[str]:
    """The lines as git sees them: a name may hold other characters that end a line elsewhere."""
    return [line.removesuffix("\r") for line in text.split("\n")]


def _spec(lines: list[str], source: str, *, skip_invalid: bool = False) -> GitIgnoreSpec:
    try:
        from pathspec import GitIgnoreSpec
    except ImportError as error:
        raise ConfigurationError(
            f"{source} in sync_folder needs the package pathspec: pip install 'dify-ext[folder]'"
        ) from error
    valid: list[str] = []
    for line in lines:
        try:
            GitIgnoreSpec.from_lines([line])
        except (ValueError, TypeError, AttributeError, re.error):
            if not skip_invalid:
                raise ConfigurationError(f"{source}: {line!r} is not a pattern") from None
        else:
            valid.append(line)
    return GitIgnoreSpec.from_lines(valid)
