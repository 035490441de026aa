"""What an import brings along: nothing that is not used, and nothing upward."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import dify_ext

PACKAGE = Path(dify_ext.__file__).parent
EXTRAS = {"redis", "starlette", "uvicorn", "multipart", "python_multipart", "typer", "rich", "cryptography"}
PURE = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__"}


def modules_after(program: str) -> set[str]:
    code = f"{program}\nimport sys; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_package_imports_next_to_nothing() -> None:
    """No extra, no model, no operation, no client before it is asked for."""
    modules = modules_after("import dify_ext")
    assert not {name for name in modules if name.split(".")[0] in EXTRAS}
    assert not {name for name in modules if name.startswith("dify_api.models.")}
    assert not {name for name in modules if name.startswith("dify_ext._sync")}


def test_a_client_imports_only_what_it_uses() -> None:
    """Making a client brings no model; asking for messages brings those of messages and none of the app's."""
    assert not {m for m in modules_after("from dify_ext import Dify; Dify('k')") if m.startswith("dify_api.models.")}
    modules = modules_after("from dify_ext import Dify; Dify('k').messages")
    assert "dify_api.models.message" in modules
    assert "dify_api.models.app_site" not in modules
    # httpx has a command line of its own, and imports rich for it where rich is installed.
    assert not {name for name in modules - modules_after("import httpx") if name.split(".")[0] in EXTRAS}


@pytest.mark.parametrize("name", sorted(dify_ext.__all__))
def test_every_public_name_imports(name: str) -> None:
    """What the package says it has, it has."""
    assert getattr(dify_ext, name) is not None


def test_star_import() -> None:
    """``from dify_ext import *`` gives the public names."""
    names: dict[str, object] = {}
    exec("from dify_ext import *", names)
    assert {"Dify", "AsyncDify", "DifyError", "MessageEvent", "UnknownEvent"} <= names.keys()


def test_an_unknown_name_is_an_attribute_error() -> None:
    """A name that is not there is an AttributeError that says so."""
    with pytest.raises(AttributeError, match="Nonsense"):
        _ = dify_ext.Nonsense


def imports_of(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


@pytest.mark.parametrize("room", sorted(PURE))
def test_pure_rooms_know_nothing_above_them(room: str) -> None:
    """A pure room imports no I/O room, no emulator, and no socket."""
    above = ("dify_ext._async", "dify_ext._sync", "dify_ext.emulator", "dify_ext.cli", "socket", "asyncio", "anyio")
    assert not {name for name in imports_of(PACKAGE / f"{room}.py") if name.startswith(above)}


@pytest.mark.parametrize("colour", ["_async", "_sync"])
def test_the_colours_do_not_know_each_other(colour: str) -> None:
    """Neither colour imports the other, nor the emulator."""
    other = {"_async": "dify_ext._sync", "_sync": "dify_ext._async"}[colour]
    for path in (PACKAGE / colour).rglob("*.py"):
        assert not {name for name in imports_of(path) if name.startswith((other, "dify_ext.emulator"))}, path


def test_the_emulator_does_not_know_the_client() -> None:
    """The emulator imports nothing of the client, so that it cannot share the client's mistakes."""
    for path in (PACKAGE / "emulator").rglob("*.py"):
        ours = {name for name in imports_of(path) if name.startswith(("dify_ext", "dify_api"))}
        foreign = {name for name in ours if not name.startswith("dify_ext.emulator")}
        assert foreign <= {"dify_ext", "dify_ext._version", "dify_ext._version.__version__"}, path
