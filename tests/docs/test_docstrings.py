"""Every parameter of every public method is described, by hand or made, in both flavours."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import dify_ext

PACKAGE = Path(dify_ext.__file__).parent
MODULES = [path for flavour in ("_async", "_sync") for path in sorted((PACKAGE / flavour).rglob("*.py"))]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def methods(tree: ast.Module) -> Iterator[tuple[str, Function]]:
    """The public methods of the public classes, as Class.method."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            for one in node.body:
                if isinstance(one, Function) and not one.name.startswith("_"):
                    yield f"{node.name}.{one.name}", one


def names(function: Function) -> list[str]:
    """What a docstring describes: each parameter by name, and ``**options``."""
    spec = function.args
    named = [one.arg for one in [*spec.posonlyargs, *spec.args, *spec.kwonlyargs]]
    return [name for name in named if name not in ("self", "cls")] + (
        [f"**{spec.kwarg.arg}"] if spec.kwarg else []
    )


def undescribed(function: Function) -> list[str]:
    """The parameters that the section ``Args:`` leaves out."""
    doc = ast.get_docstring(function) or ""
    section = re.search(r"^Args:\n((?:    .*\n?|\n)*)", doc, re.MULTILINE)
    known = re.findall(r"^    (\**\w+): \S", section[1] if section else "", re.MULTILINE)
    return [name for name in names(function) if name not in known]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_parameter_is_described(path: Path) -> None:
    """In ``Args:``, with its name and at least a word."""
    missing = {name: undescribed(one) for name, one in methods(ast.parse(path.read_text("utf-8")))}
    assert {name: names for name, names in missing.items() if names} == {}


def test_what_is_not_described_is_found() -> None:
    source = '''
class A:
    def f(self, x, *, y, **options):
        """Do it.

        Args:
            x: The x.
            y:

        Returns:
            options: nothing.
        """
'''
    [(name, function)] = methods(ast.parse(source))
    assert (name, undescribed(function)) == ("A.f", ["y", "**options"])
