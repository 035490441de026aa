"""What an import brings along: nothing that is not used, and nothing upward."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import dify_api.models
import pytest

import dify_ext
import dify_ext.types

PACKAGE = Path(dify_ext.__file__).parent
EXTRAS = {"redis", "jinja2", "starlette", "uvicorn", "multipart", "python_multipart", "yaml"}
EXTRAS |= {"typer", "rich", "cryptography", "platformdirs", "keyring", "altair", "vl_convert"}
EXTRAS |= {"distributed", "pandas", "pyarrow", "aiohttp", "yarl"}
EXTRAS |= {"opentelemetry", "openai", "langchain_core"}
# The rooms, from the bottom to the top; those on one line do not know each other.
LAYERS = [
    {"_version", "_redaction", "_file_types"},
    {"errors"},
    {"files", "events", "tokens", "types"},
    {"_core"},
    {"_streaming", "_console", "_folder_sync"},
    {"_batch"},
    {"_journals", "_asyncio"},
    {"batch"},
    {"_async", "_sync"},
    {"adapters", "emulator"},
    {"testing"},
    {"cli"},
    {"__main__"},
]
IO = 6  # the first layer that does I/O


def layer_of(room: str) -> int:
    return next(number for number, rooms in enumerate(LAYERS) if room in rooms)


def layer_of_path(path: Path) -> int:
    room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return IO if room == "__init__" else layer_of(room)


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
    assert not {
        m for m in modules_after("from dify_ext import Dify; Dify('k')") if m.startswith("dify_api.models.")
    }
    modules = modules_after("from dify_ext import Dify; Dify('k').messages")
    assert "dify_api.models.messages" in modules
    assert "dify_api.models.datasets" not in modules
    # httpx has a command line of its own, and imports rich for it where rich is installed.
    assert not {name for name in modules - modules_after("import httpx") if name.split(".")[0] in EXTRAS}


@pytest.mark.parametrize("name", sorted(dify_ext.__all__))
def test_every_public_name_imports(name: str) -> None:
    """What the package says it has, it has."""
    assert getattr(dify_ext, name) is not None


def test_every_model_is_a_type() -> None:
    """``dify_ext.types`` has the models of the API, each imported when it is asked for."""
    assert not {m for m in modules_after("import dify_ext.types") if m.startswith("dify_api.models.")}
    assert {"Message", "Conversation", "RetrievalModel"} <= set(dify_ext.types.__all__)
    assert dir(dify_ext.types) == sorted(dify_ext.types.__all__)
    for name in dify_ext.types.__all__:
        assert getattr(dify_ext.types, name) is getattr(dify_api.models, name)
    with pytest.raises(AttributeError, match="Nonsense"):
        _ = dify_ext.types.Nonsense


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


def room_of(module: str) -> str:
    """The room a module of ours is in: its folder, or itself where it is flat."""
    return module.split(".")[1] if "." in module else ""


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=str)
def test_imports_run_downward(path: Path) -> None:
    """Each room imports only what stands below it."""
    inside = path.relative_to(PACKAGE)
    room = inside.parts[0].removesuffix(".py")
    if room == "__init__":
        return
    below = {name for rooms in LAYERS[: layer_of(room)] for name in rooms} | (
        {room} if inside.parts[1:] else set()
    )
    imported = {room_of(name) for name in imports_of(path) if name.startswith("dify_ext.")}
    if layer_of(room) > IO:
        below |= set(dify_ext.__all__)  # what stands above the clients uses them as users do
    assert not imported - below


@pytest.mark.parametrize(
    "path", sorted(path for path in PACKAGE.rglob("*.py") if layer_of_path(path) < IO), ids=str
)
def test_pure_rooms_do_no_network_io(path: Path) -> None:
    """A pure room imports no socket and no event loop."""
    assert not {name for name in imports_of(path) if name.startswith(("socket", "asyncio", "anyio"))}


@pytest.mark.parametrize("flavour", ["_async", "_sync"])
def test_the_flavours_do_not_know_each_other(flavour: str) -> None:
    """Neither flavour imports the other, nor the emulator."""
    other = {"_async": "dify_ext._sync", "_sync": "dify_ext._async"}[flavour]
    for path in (PACKAGE / flavour).rglob("*.py"):
        assert not {name for name in imports_of(path) if name.startswith((other, "dify_ext.emulator"))}, path


def test_the_emulator_does_not_know_the_client() -> None:
    """The emulator imports nothing of the client, so that it cannot share the client's mistakes."""
    for path in (PACKAGE / "emulator").rglob("*.py"):
        ours = {name for name in imports_of(path) if name.startswith(("dify_ext", "dify_api"))}
        foreign = {name for name in ours if not name.startswith("dify_ext.emulator")}
        assert foreign <= {"dify_ext", "dify_ext._version", "dify_ext._version.__version__"}, path
