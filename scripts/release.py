"""Builds a release and tries what was built: the program behind ``scripts/release``."""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from scripts.check_docs import with_wheel  # noqa: E402 - found only now

LARGEST_WHEEL = 1_000_000  # bytes; a fifth is the emulator, a quarter the two flavours
_SECTION = re.compile(r"^## \[([^\]]+)\](?: - (\d{4}-\d{2}-\d{2})| \(([^)]+)\))?[ ]*$", re.MULTILINE)


class Failed(Exception):
    """A step failed; the text says why."""


def version_of(root: Path) -> str:
    """The version that is built."""
    text = (root / "dify_ext" / "_version.py").read_text("utf-8")
    found = re.search(r'__version__ = "([^"]+)"', text)
    if found is None:
        raise Failed("dify_ext/_version.py has no __version__")
    return found[1]


def notes_of(changelog: str, version: str, *, is_dry: bool) -> str:
    """The section of a version; a dry run also takes the unreleased one."""
    sections = list(_SECTION.finditer(changelog))
    for section, following in zip(sections, [*sections[1:], None], strict=True):
        name, date, planned = section.groups()
        is_unreleased = is_dry and name == "Unreleased" and planned in (None, version)
        if (name == version and date) or is_unreleased:
            end = following.start() if following else len(changelog)
            text = changelog[section.end() : end]
            return re.sub(r"^\[[^\]]+\]: .*\n?", "", text, flags=re.MULTILINE).strip() + "\n"
    wanted = f"## [{version}] - YYYY-MM-DD"
    raise Failed(
        f"CHANGELOG.md has no section {wanted!r}" + (" and none that is unreleased" if is_dry else "")
    )


def run(arguments: list[str], folder: Path, **environment: str) -> None:
    """Run a program; its output is shown if it fails."""
    done = subprocess.run(
        arguments, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True
    )
    if done.returncode:
        raise Failed(done.stdout + done.stderr)


def build(dist: Path, scratch: Path) -> tuple[Path, Path]:
    """The sdist, and the wheel from what is in it."""
    shutil.rmtree(dist, ignore_errors=True)
    run([sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(dist)], ROOT)
    (sdist,) = dist.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(scratch, filter="data")
    (source,) = scratch.iterdir()
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(dist)], source)
    (wheel,) = dist.glob("*.whl")
    return source, wheel


def metadata(dist: Path, wheel: Path) -> None:
    """What PyPI would refuse, or show badly."""
    run([sys.executable, "-m", "twine", "check", "--strict", *map(str, dist.iterdir())], ROOT)
    size = wheel.stat().st_size
    if size > LARGEST_WHEEL:
        raise Failed(f"{wheel.name} has {size:,} bytes, more than {LARGEST_WHEEL:,}")
    print(f"   {wheel.name}: {size:,} bytes")


def tests(source: Path, wheel: Path, arguments: str) -> None:
    """The tests that are in the sdist, on the package that is in the wheel."""
    with tempfile.TemporaryDirectory() as folder:
        python = with_wheel(Path(folder), str(wheel))
        for package in ("dify_ext", "generated/dify_api"):  # the tests must not find the source
            shutil.move(source / package, Path(folder, Path(package).name))
        try:
            run([python, "-m", "pytest", "-q", *shlex.split(arguments)], source, PYTHONPATH="")
        finally:
            for package in ("dify_ext", "generated/dify_api"):
                shutil.move(Path(folder, Path(package).name), source / package)


def tag(version: str) -> None:
    """Tag the commit; what is pushed is built and published by the workflow."""
    run(["git", "tag", "-a", f"v{version}", "-m", f"dify-ext {version}"], ROOT)
    print(f"   tagged v{version}; publish it with: git push origin v{version}")


def main(arguments: list[str] | None = None) -> int:
    """Do all steps; the first that fails ends it. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="scripts/release")
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--tests", default="-n 3")
    options = parser.parse_args(arguments)
    dist = ROOT / "dist"
    with tempfile.TemporaryDirectory() as scratch:
        source, wheel = Path(scratch), Path(scratch)
        notes = ""

        def check_version() -> None:
            nonlocal notes
            changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
            notes = notes_of(changelog, version_of(ROOT), is_dry=options.dry_run)
            if not options.dry_run:
                changed = subprocess.check_output(["git", "status", "--porcelain"], cwd=ROOT, text=True)
                if changed:
                    raise Failed(f"the tree has changes:\n{changed}")

        def check_build() -> None:
            nonlocal source, wheel
            source, wheel = build(dist, Path(scratch))

        steps: dict[str, Callable[[], object]] = {
            "version": check_version,
            "build": check_build,
            "metadata": lambda: metadata(dist, wheel),
            "types": lambda: run([sys.executable, "scripts/check_docs.py", str(wheel)], ROOT),
            "tests": lambda: tests(source, wheel, options.tests),
            "notes": lambda: (dist / "NOTES.md").write_text(notes, "utf-8"),
        }
        if not options.dry_run:
            steps["tag"] = lambda: tag(version_of(ROOT))
        for name, step in steps.items():
            print(f"── {name}", flush=True)
            started = time.monotonic()
            try:
                step()
            except Failed as error:
                print(f"{error}\n   {name}: FAILED ({time.monotonic() - started:.0f} s)")
                return 1
            print(f"   {name}: fine ({time.monotonic() - started:.0f} s)", flush=True)
    print(f"scripts/release: dist/ has dify-ext {version_of(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
