"""A small spec of our own, generated once, beside the real package."""

from __future__ import annotations

import importlib
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from scripts.codegen import main

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the small spec, in which everything was regenerated; read only."""
    folder = tmp_path_factory.mktemp("mini") / "project"
    shutil.copytree(HERE / "mini", folder)
    shutil.copy(PROJECT / "pyproject.toml", folder)
    assert main.main(["--root", str(folder)]) == 0
    return folder


@pytest.fixture(scope="session")
def mini(root: Path) -> Iterator[ModuleType]:
    """The package of the small spec, imported under another name than the real one."""
    package = root.parent / "importable" / "mini_api"
    shutil.copytree(root / main.PACKAGE, package)
    sys.path.insert(0, str(package.parent))
    for module in ("models", "types", "client"):
        importlib.import_module(f"mini_api.{module}")
    yield sys.modules["mini_api"]
    sys.path.remove(str(package.parent))
