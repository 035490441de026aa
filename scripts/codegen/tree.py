"""Compares made folders with those of the project, and puts them in their place."""

from __future__ import annotations

import difflib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

_IGNORED = {"__pycache__", ".mypy_cache", ".ruff_cache"}


def files(folder: Path) -> dict[str, Path]:
    """All files of a folder by their path in it, none if there is no folder; a file is its own."""
    if folder.is_file():
        return {"": folder}
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not _IGNORED & set(path.relative_to(folder).parts)
    }


def differences(there: Path, made: Path, name: str) -> Iterator[str]:
    """A unified diff for each file that differs or that only one of the folders has."""
    old, new = files(there), files(made)
    for path in sorted(old.keys() | new.keys()):
        before = old[path].read_bytes() if path in old else None
        after = new[path].read_bytes() if path in new else None
        if before != after:
            yield _diff(before, after, f"{name}/{path}".rstrip("/"))


def _diff(before: bytes | None, after: bytes | None, name: str) -> str:
    old_name = name if before is not None else "/dev/null"
    new_name = f"{name} (regenerated)" if after is not None else "/dev/null"
    lines = difflib.unified_diff(_lines(before), _lines(after), old_name, new_name, n=2)
    text = "".join(line if line.endswith("\n") else f"{line}\n\\ no newline at the end\n" for line in lines)
    return text or f"--- {old_name}\n+++ {new_name}\n(an empty file)\n"


def _lines(content: bytes | None) -> list[str]:
    text = (content or b"").decode("utf-8", errors="backslashreplace")
    return (
        text.splitlines(keepends=True)
        if "\r" not in text
        else [repr(line) + "\n" for line in text.split("\n")]
    )


def swap(made: Path, target: Path) -> bool:
    """Put a made folder in the place of another; gives whether anything changed.

    A reader sees the old folder or the new one: the files are copied beside it first, and two
    renames do the rest.
    """
    if target.exists() and next(differences(target, made, ""), None) is None:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.new-{os.getpid()}")
    stale = target.with_name(f".{target.name}.old-{os.getpid()}")
    if made.is_file():
        shutil.copy(made, fresh)
        fresh.replace(target)
        return True
    shutil.copytree(made, fresh)
    try:
        if target.exists():
            target.rename(stale)
        fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        if target.exists():
            shutil.rmtree(stale, ignore_errors=True)
        elif stale.exists():
            stale.rename(target)
    return True
