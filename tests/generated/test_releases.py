"""The tables of releases that are made from the spec."""

from __future__ import annotations

from typing import Any

import pytest

from scripts.codegen.bundle import bundle
from scripts.codegen.document import operations
from scripts.codegen.problems import Problem
from scripts.codegen.releases import operations_module, releases_table

from .conftest import HERE


@pytest.fixture
def document() -> dict[str, Any]:
    document = bundle(HERE / "mini/spec")
    document["info"]["x-releases"] = ["1.0.0", "1.9.2", "1.10.0"]
    return document


def named(document: dict[str, Any]) -> dict[str, Any]:
    """The operations by their ids."""
    return {one["operationId"]: one for _, _, one in operations(document)}


def test_releases_of_operations(document: dict[str, Any]) -> None:
    """Each operation has its line; what is not said is not there."""
    first, *others = named(document).values()
    first.update({"x-since": "1.9.2", "x-until": 1.1, "x-instead": first["operationId"]})
    module = operations_module(document)
    assert module.count("    Operation(") == len(others) + 1
    [line] = [line for line in module.splitlines() if "since='1.9.2'" in line]
    assert "until='1.1'" in line
    assert "instead=" in line


def test_a_row_for_each_method_that_a_release_lacks(document: dict[str, Any]) -> None:
    """Releases are compared number by number; a method that goes by another way is there."""
    assert releases_table(document).splitlines()[2:] == []
    newer = named(document)["get_thing"]
    newer["x-since"] = "1.10.0"
    [row] = releases_table(document).splitlines()[2:]
    assert row == "| `things.get`, `things.find` | – | – | yes |"
    newer["x-instead"] = "get_thing"
    assert releases_table(document).splitlines()[2:] == [row]


@pytest.mark.parametrize("other", ["nothing", "get_thing"])
def test_another_way_that_cannot_be_taken(document: dict[str, Any], other: str) -> None:
    """It is an operation, and needs no more in its path."""
    first = next(one for path, _, one in operations(document) if "{" not in path)
    first["x-instead"] = other
    with pytest.raises(Problem, match=f"x-instead names '{other}'"):
        operations_module(document)
