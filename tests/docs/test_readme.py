"""The README's programs run, each by itself, against the emulator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dify_ext.emulator import ADMIN_EMAIL, ADMIN_PASSWORD, Emulator

ROOT = Path(__file__).parents[2]
PROGRAMS = re.findall(
    r"^```python\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
)


@pytest.fixture(scope="module")
def emulator() -> Iterator[Emulator]:
    with Emulator(version="1.14.2", delay=0.0, indexing_seconds=0.0) as running:
        yield running


def test_the_readme_has_its_programs() -> None:
    """The programs are found: a first one, streaming in both flavours, files, workflows, knowledge, errors, console,
    low level.
    """
    assert len(PROGRAMS) >= 9


@pytest.mark.parametrize("program", PROGRAMS, ids=range(len(PROGRAMS)))
def test_program(program: str, emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs to its end with the key and host of the emulator in the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DIFY_BASE_URL", emulator.base_url)
    monkeypatch.setenv("DIFY_API_KEY", emulator.keys["chat"])
    monkeypatch.setenv("WORKFLOW_KEY", emulator.keys["workflow"])
    monkeypatch.setenv("DATASET_KEY", emulator.dataset_key)
    monkeypatch.setenv("DIFY_EMAIL", ADMIN_EMAIL)
    monkeypatch.setenv("DIFY_PASSWORD", ADMIN_PASSWORD)
    exec(compile(program, "README.md", "exec"), {"__name__": "__main__"})


def test_links_lead_somewhere() -> None:
    """What the README links to is there."""
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", (ROOT / "README.md").read_text("utf-8")):
        assert (ROOT / target).exists(), target


def test_it_is_short() -> None:
    """The README is short; the rest is elsewhere."""
    assert len((ROOT / "README.md").read_text("utf-8").split("\n")) < 220
