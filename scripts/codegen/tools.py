"""Runs the tools whose version decides the output, and checks that version."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from .problems import Problem, refuse

PINNED = ("openapi-python-client", "ruff")
LINE_LENGTH = "110"

# No other configuration counts: --isolated, and all settings are here.
_COMMON = ("--isolated", "--no-cache", "--quiet")
_STYLE = ("--line-length", LINE_LENGTH, "--target-version", "py311")


def check_pins(pyproject: Path) -> None:
    """Refuse versions that pyproject.toml does not pin: a patch release has changed the output."""
    refuse(
        _wrong_pins(tomllib.loads(pyproject.read_text(encoding="utf-8"))),
        "the tools are not those of pyproject.toml",
    )


def _wrong_pins(project: dict[str, object]) -> Iterator[str]:
    groups = project.get("dependency-groups", {})
    lines = [line for group in groups.values() for line in group] if isinstance(groups, dict) else []
    for tool in PINNED:
        pins = {
            match[1]
            for line in lines
            if isinstance(line, str) and (match := re.fullmatch(rf"{tool}==([\w.]+)", line))
        }
        if len(pins) != 1:
            yield f"{tool} must be pinned with == in one of its dependency groups"
            continue
        [pin] = pins
        try:
            installed = version(tool)
        except PackageNotFoundError:
            installed = "none"
        if installed != pin:
            yield f"{tool} {installed} is installed, {pin} is pinned"


def own_names(root: Path) -> list[str]:
    """The project's own packages, so that ruff sorts imports here as in the project."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    folders = [root / folder for folder in project.get("tool", {}).get("ruff", {}).get("src", [".", "src"])]
    paths = (path for folder in folders if folder.is_dir() for path in folder.iterdir())
    return sorted({path.name for path in paths if path.is_dir() and path.name.isidentifier()} | {"tests"})


def tidy(folder: Path, first_party: list[str]) -> None:
    """Sort imports, drop those not used, and format all Python files of a folder."""
    known = f"lint.isort.known-first-party={first_party!r}"
    _ruff("check", "--fix", "--select", "I,F401,F811", *_COMMON, *_STYLE, "--config", known, str(folder))
    # `async for x in y: yield x` has no shorter form; the sync flavour has one, and linters ask for
    # it.
    _ruff("check", "--fix", "--unsafe-fixes", "--select", "UP028", *_COMMON, *_STYLE, str(folder))
    _ruff("format", *_COMMON, *_STYLE, str(folder))
    _ruff("check", "--select", "F,E9", *_COMMON, *_STYLE, str(folder))  # such as undefined names


def _ruff(*arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Problem(f"ruff {arguments[0]} on the generated code:\n{done.stdout}{done.stderr}")
