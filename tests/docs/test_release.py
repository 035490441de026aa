"""The parts of a release that need no build, and the workflows of a public repository."""

from __future__ import annotations

import importlib.util
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

import dify_ext

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
CHANGELOG = """# Changelog

## [Unreleased] (0.2.0)

- New.

## [0.1.0] - 2026-11-27

### Added

- Old ([limits](docs/limits.md)).

[docs/limits.md]: docs/limits.md
"""


@pytest.fixture(scope="module")
def release() -> Any:
    """The program, which is no module of the project."""
    spec = importlib.util.spec_from_file_location("release", ROOT / "scripts" / "release.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_notes(release: Any) -> None:
    """They are the section of the version; only a dry run takes what is not released."""
    notes = release.notes_of(CHANGELOG, "0.1.0", is_dry=False)
    assert notes == "### Added\n\n- Old ([limits](docs/limits.md)).\n"
    assert release.notes_of(CHANGELOG, "0.2.0", is_dry=True) == "- New.\n"
    for version, is_dry in (("0.2.0", False), ("0.3.0", True)):
        with pytest.raises(release.Failed, match="no section"):
            release.notes_of(CHANGELOG, version, is_dry=is_dry)


def test_this_version_has_notes(release: Any) -> None:
    """A dry run finds them."""
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert "### Added" in release.notes_of(text, dify_ext.__version__, is_dry=True)


def workflow(name: str) -> Any:
    return yaml.safe_load((ROOT / ".github" / "workflows" / f"{name}.yml").read_text("utf-8"))


def test_the_matrix_is_what_the_project_promises() -> None:
    """Each version of Python that is a classifier, on three systems, and the oldest dependencies once."""
    matrix = workflow("ci")["jobs"]["test"]["strategy"]["matrix"]
    promised = [
        line.rpartition(" :: ")[2]
        for line in PROJECT["project"]["classifiers"]
        if line.startswith("Programming Language :: Python :: 3.")
    ]
    assert matrix["python"] == promised
    assert PROJECT["project"]["requires-python"] == f">={promised[0]}"
    assert {system.partition("-")[0] for system in matrix["os"]} == {"ubuntu", "macos", "windows"}
    assert [one["resolution"] for one in matrix["include"]] == ["lowest-direct"]


def test_workflows_run_what_is_there() -> None:
    """Their scripts and groups exist."""
    runs = [
        step["run"]
        for name in ("ci", "release")
        for job in workflow(name)["jobs"].values()
        for step in job["steps"]
        if "run" in step
    ]
    scripts = {run.split()[1] for run in runs if run.startswith("bash ")}
    assert scripts == {"scripts/check", "scripts/release"}
    assert all((ROOT / script).exists() for script in scripts)
    assert any("--group test" in run for run in runs)
    assert "test" in PROJECT["dependency-groups"]
