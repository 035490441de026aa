"""``scripts/regenerate``: makes all made files of the project again."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[0] = str(ROOT)  # not the folder of this file, whose modules are a package's

from scripts.codegen import tree  # noqa: E402
from scripts.codegen.bundle import bundle  # noqa: E402
from scripts.codegen.problems import Problem  # noqa: E402
from scripts.codegen.unasync import unasync_folder  # noqa: E402

PACKAGE = "generated/dify_api"
RESOURCES = "dify_ext/_async/resources/made"
RELEASES = "dify_ext/_core/operations.py"
FLAVOURS = {"dify_ext/_async": "dify_ext/_sync", "tests/client/_async": "tests/client/_sync"}


def make(root: Path, into: Path) -> dict[str, Path]:
    """Make everything in a folder; gives each made folder or file by its path in the project."""
    from scripts.codegen import pages, public, releases, resources, surroundings, tools
    from scripts.codegen.generate import generate  # slow to import, and --diff does not need it
    from scripts.codegen.validate import validate

    tools.check_pins(root / "pyproject.toml")
    document = bundle(root / "spec")
    validate(document)
    resources.check_by_hand(document, root)
    made = {name: into / name for name in (PACKAGE, RESOURCES, RELEASES, *pages.PAGES, *public.FILES)}
    for path in made.values():
        path.parent.mkdir(parents=True, exist_ok=True)
    generate(document, made[PACKAGE])
    resources.write_resources(document, made[RESOURCES])
    surroundings.write_surroundings(document, made[RESOURCES])
    public.write_hooks(document, made[RESOURCES])
    made[RELEASES].write_text(releases.operations_module(document), encoding="utf-8")
    for name, text in pages.PAGES.items():
        made[name].write_text(text(document), encoding="utf-8")
    public.write_public(document, made)
    # before the synchronous flavour is made of it
    tools.tidy(made[RESOURCES], tools.own_names(root))
    for source, target in FLAVOURS.items():
        if (root / source).is_dir():
            made[target] = into / target
            unasync_folder(root / source, made[target], source, except_in=root / RESOURCES)
    unasync_folder(made[RESOURCES], into / _sync_name(RESOURCES), RESOURCES)
    for name, path in made.items():
        if name != RESOURCES and name not in pages.PAGES:
            tools.tidy(path, tools.own_names(root))
    return made


def _sync_name(name: str) -> str:
    for source, target in FLAVOURS.items():
        name = name.replace(source, target, 1) if name.startswith(source) else name
    return name


def regenerate(root: Path) -> int:
    """Make everything and put it in its place."""
    with tempfile.TemporaryDirectory() as temporary:
        for name, path in make(root, Path(temporary)).items():
            print(f"{name}: {'changed' if tree.swap(path, root / name) else 'as it was'}")
    return 0


def check(root: Path) -> int:
    """Make everything and compare it with the project; 1 if it differs."""
    with tempfile.TemporaryDirectory() as temporary:
        made = make(root, Path(temporary))
        for target in FLAVOURS.values():  # a flavour without its source must be found too
            made.setdefault(target, Path(temporary) / target)
        found = [
            text for name, folder in made.items() for text in tree.differences(root / name, folder, name)
        ]
    for text in found:
        print(text, end="")
    if found:
        print(f"{len(found)} files are not what scripts/regenerate makes; run it", file=sys.stderr)
    return 1 if found else 0


def diff(root: Path, revision: str) -> int:
    """Print the changes of the API since a revision; 1 if some of them break users."""
    from scripts.codegen.apidiff import compare, spec_at

    changes = compare(spec_at(root, revision), bundle(root / "spec"))
    for change in changes:
        print(change)
    breaking = sum(change.breaking for change in changes)
    print(
        f"{len(changes)} changes since {revision}, {breaking} breaking"
        if changes
        else f"the API is as at {revision}"
    )
    return 0


def main(arguments: list[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(
        prog="scripts/regenerate",
        description="Makes generated/dify_api and the resources from spec/, and the synchronous flavour.",
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--check",
        action="store_true",
        help="change nothing; print what differs and exit with 1 if anything does",
    )
    what.add_argument(
        "--diff", metavar="REV", help="say in words what changed in the API since a git revision"
    )
    parser.add_argument("--root", type=Path, default=ROOT, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    try:
        if options.diff:
            return diff(options.root, options.diff)
        return check(options.root) if options.check else regenerate(options.root)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
