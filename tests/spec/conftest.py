"""The spec as the policy tests see it: one bundled document, and the parts it is made of."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]


def _bundler() -> Callable[[Path], dict[str, Any]]:
    """The bundler that regeneration uses. ``scripts`` is no package, so it is imported from its place."""
    name = "_codegen_of_the_spec_tests"
    folder = ROOT / "scripts" / "codegen"
    if name not in sys.modules:
        found = importlib.util.spec_from_file_location(
            name, folder / "__init__.py", submodule_search_locations=[str(folder)]
        )
        assert found is not None
        assert found.loader is not None
        package = importlib.util.module_from_spec(found)
        sys.modules[name] = package
        found.loader.exec_module(package)
    bundle: Callable[[Path], dict[str, Any]] = importlib.import_module(f"{name}.bundle").bundle
    return bundle


@pytest.fixture(scope="session")
def document() -> dict[str, Any]:
    """The bundled document."""
    return _bundler()(ROOT / "spec")


@pytest.fixture(scope="session")
def parts() -> dict[str, Any]:
    """Each part by the name of its file."""
    return {
        path.name: yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / "spec").glob("*.yaml"))
    }
