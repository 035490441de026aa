"""``scripts/regenerate`` as a whole:
the same bytes each time, drift found whatever it is, tools as pinned.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.codegen import main, tools, tree
from scripts.codegen.problems import Problem

from .conftest import PROJECT

COMMAND = [sys.executable, str(PROJECT / "scripts/codegen/main.py"), "--root"]


@pytest.fixture
def copied(root: Path, tmp_path: Path) -> Path:
    """A copy of the small project, to be changed."""
    return Path(shutil.copytree(root, tmp_path / "project"))


def drift(made: Path, changed: Path) -> str:
    """What ``--check`` prints for the package, without making it again."""
    return "".join(tree.differences(changed / main.PACKAGE, made / main.PACKAGE, main.PACKAGE))


def test_regeneration_gives_the_same_bytes_whatever_the_hash_seed(copied: Path) -> None:
    before = {name: path.read_bytes() for name, path in tree.files(copied).items()}
    shutil.rmtree(copied / main.PACKAGE)
    env = {**os.environ, "PYTHONHASHSEED": "4711"}
    done = subprocess.run([*COMMAND, str(copied)], env=env, capture_output=True, text=True, check=True)
    changed = [line for line in done.stdout.splitlines() if not line.endswith(": as it was")]
    assert changed == ["generated/dify_api: changed"]
    assert "docs/operations.md: as it was" in done.stdout
    assert {name: path.read_bytes() for name, path in tree.files(copied).items()} == before


def test_check_is_quiet_where_all_is_well_and_loud_where_not(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["--check", "--root", str(copied)]) == 0
    assert capsys.readouterr().out == ""
    twin = copied / "dify_ext/_sync/walk.py"
    twin.write_text(twin.read_text().replace("A walk;", "A talk;"))
    orphan = copied / "tests/client/_sync/test_gone.py"  # its source is no more
    orphan.parent.mkdir(parents=True)
    orphan.write_text("")
    assert main.main(["--check", "--root", str(copied)]) == 1
    told = capsys.readouterr()
    assert '-    """A talk; awaited, it is over."""' in told.out
    assert '+    """A walk; awaited, it is over."""' in told.out
    assert "--- tests/client/_sync/test_gone.py" in told.out
    assert told.err.startswith("2 files are not what")
    assert "A talk;" in twin.read_text()  # nothing was changed


def test_drift_of_one_character_is_found(root: Path, copied: Path) -> None:
    path = copied / main.PACKAGE / "models/things.py"
    path.write_text(path.read_text().replace("Its id.", "Its ID."))
    assert "-        id: Its ID.\n+        id: Its id.\n" in drift(root, copied)


def test_drift_of_missing_trailing_lines_is_found(root: Path, copied: Path) -> None:
    path = copied / main.PACKAGE / "models/things.py"
    *lines, last = path.read_text().splitlines(keepends=True)
    path.write_text("".join(lines))
    assert drift(root, copied).endswith(f"+{last}")
    path.write_text((root / main.PACKAGE / "models/things.py").read_text().rstrip("\n"))
    assert "no newline at the end" in drift(root, copied)


def test_drift_of_line_ends_is_found(root: Path, copied: Path) -> None:
    path = copied / main.PACKAGE / "errors.py"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert "errors.py" in drift(root, copied)


def test_a_missing_file_is_found(root: Path, copied: Path) -> None:
    (copied / main.PACKAGE / "py.typed").unlink()
    (copied / main.PACKAGE / "models/enums.py").unlink()
    assert "--- /dev/null\n+++ generated/dify_api/models/enums.py (regenerated)" in drift(root, copied)
    assert "py.typed (regenerated)\n(an empty file)" in drift(root, copied)


def test_an_extra_file_is_found(root: Path, copied: Path) -> None:
    (copied / main.PACKAGE / "models/extra.py").write_text("x = 1\n")
    (copied / main.PACKAGE / "models/__pycache__").mkdir(exist_ok=True)
    (copied / main.PACKAGE / "models/__pycache__/extra.pyc").write_bytes(b"1")
    assert drift(root, copied) == (
        "--- generated/dify_api/models/extra.py\n+++ /dev/null\n@@ -1 +0,0 @@\n-x = 1\n"
    )


def test_a_swap_leaves_nothing_behind(tmp_path: Path) -> None:
    made, target = tmp_path / "made", tmp_path / "there/target"
    made.mkdir()
    (made / "a").write_text("new")
    assert tree.swap(made, target) is True
    assert tree.swap(made, target) is False
    (target / "b").write_text("old")
    assert tree.swap(made, target) is True
    assert [path.name for path in target.parent.iterdir()] == ["target"]
    assert list(tree.files(target)) == ["a"]


def test_the_package_has_its_marker_and_the_whole_spec(root: Path) -> None:
    package = root / main.PACKAGE
    assert (package / "py.typed").exists()
    spec = (package / "openapi.json").read_text()
    assert '"text/event-stream"' in spec  # not the lowered one
    assert '"/v1/things/{thing_id}"' in spec


@pytest.mark.parametrize(
    ("pyproject", "reason"),
    [
        ('[dependency-groups]\ng = ["openapi-python-client==0.1.0", "ruff==0.17.5"]', "0.1.0 is pinned"),
        ('[dependency-groups]\ng = ["openapi-python-client>=0.29.1"]', "must be pinned"),
        ("[project]", "ruff must be pinned"),
    ],
)
def test_another_generator_than_the_pinned_one_is_refused(pyproject: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(pyproject)
    with pytest.raises(Problem, match=reason):
        tools.check_pins(tmp_path / "pyproject.toml")


def test_imports_are_sorted_as_the_project_sorts_them(tmp_path: Path) -> None:
    """Two tools that sort the same file differently would undo one another's work for ever."""
    for name in ("ours", "generated/made"):
        (tmp_path / name).mkdir(parents=True)
    pyproject = tmp_path / "pyproject.toml"
    pyproject.write_text("[project]\n")
    assert tools.own_names(tmp_path) == ["generated", "ours", "tests"]
    pyproject.write_text('[tool.ruff]\nsrc = ["generated"]\n')
    assert tools.own_names(tmp_path) == ["made", "tests"]


def test_a_problem_is_told_and_nothing_is_changed(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {name: path.read_bytes() for name, path in tree.files(copied / "generated").items()}
    spec = copied / "spec/things.yaml"
    spec.write_text(spec.read_text().replace('schemas/Colour"', 'schemas/Color"', 1))
    assert main.main(["--root", str(copied)]) == 1
    assert "schemas/Color" in capsys.readouterr().err
    assert {name: path.read_bytes() for name, path in tree.files(copied / "generated").items()} == before


def test_code_that_names_what_nobody_defined_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("def f():\n    return nobody\n")
    with pytest.raises(Problem, match="nobody"):
        tools.tidy(tmp_path, [])
