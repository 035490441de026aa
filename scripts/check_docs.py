"""The programs in README and docs pass mypy --strict and pyright against the wheel, and the tests
among them pass.

Each Python block is a program; a block with the line ``# not checked`` is left out. The wheel is
built and installed without a network, into a new environment, which sees the packages that the
project needs, but not the project.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[1]
_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def programs(root: Path) -> Iterator[tuple[str, int, str]]:
    """Each block: its file, the line of its first line, its text."""
    for path in [root / "README.md", *sorted((root / "docs").rglob("*.md"))]:
        text = path.read_text("utf-8")
        for block in _BLOCK.finditer(text):
            if "# not checked" not in block[1]:
                yield str(path.relative_to(root)), text.count("\n", 0, block.start(1)) + 1, block[1]


def main(wheel: str | None = None) -> int:
    """Build the wheel, if there is none, install, check; returns the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        code = Path(folder, "code")
        code.mkdir()
        environment = with_wheel(Path(folder), wheel)
        places = {}
        for number, (file, line, text) in enumerate(programs(ROOT)):
            (code / f"program_{number}.py").write_text(text, "utf-8")
            places[f"program_{number}.py"] = (file, line)
        (code / "pyrightconfig.json").write_text(json.dumps({"pythonVersion": "3.11"}))
        mypy = ["mypy", "--strict", "--python-executable", environment, "--cache-dir", os.devnull, *places]
        done = [_run(mypy, code), _run(["pyright", "--pythonpath", environment, "-p", str(code)], code)]
        done.append(_tested(Path(folder), environment))
    for failed, text in done:
        if failed:
            print(_in_documents(text, places))
    print(f"   {len(places)} programs")
    return max(failed for failed, _ in done) if places else 1


def with_wheel(folder: Path, wheel: str | None = None) -> str:
    """The Python of a new environment in which the project is installed from its wheel."""
    if wheel is None:
        failed, text = _run(["hatchling", "build", "-t", "wheel", "-d", str(folder)], ROOT)
        if failed:
            raise SystemExit(text)
        (wheel,) = map(str, folder.glob("*.whl"))
    venv.create(folder / "env", with_pip=False, symlinks=os.name != "nt")
    (site,) = (folder / "env").rglob("site-packages")
    ZipFile(wheel).extractall(site)
    # The .pth files in a folder that a .pth file adds are not read: so the project's own does not
    # count.
    (site / "needed.pth").write_text(sysconfig.get_path("purelib"))
    return str(folder / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def _tested(folder: Path, environment: str) -> tuple[int, str]:
    """The tests in the documents, in a project that has nothing but them and the wheel."""
    project = folder / "project"
    project.mkdir()
    for number, (_, _, text) in enumerate(programs(ROOT)):
        if "\ndef test_" in text:
            (project / f"test_{number}.py").write_text(text, "utf-8")
    return _run(["pytest", "-q", "-W", "error", "-p", "no:asyncio"], project, environment)


def _run(arguments: list[str], folder: Path, python: str = sys.executable) -> tuple[int, str]:
    done = subprocess.run([python, "-m", *arguments], cwd=folder, capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def _in_documents(text: str, places: dict[str, tuple[str, int]]) -> str:
    """The messages with the places in the documents."""

    def place(found: re.Match[str]) -> str:
        file, line = places[found[1]]
        return f"{file}:{line + int(found[2]) - 1}"

    return re.sub(r"\S*?(program_\d+\.py):(\d+)", place, text)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
