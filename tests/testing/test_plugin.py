"""The pytest plugin, in pytest processes of their own: with each way to run async tests, and xdist."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dify_ext import AsyncDify, AsyncDifyServer, Dify, DifyServer
from dify_ext.testing import DifyEmulator

README = Path(__file__).parents[2] / "README.md"
PROGRAMS = Path(__file__).parent / "programs"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", *arguments]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    environment |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTEST_PLUGINS": "dify_ext.testing.plugin"}
    environment.pop("PYTEST_XDIST_WORKER", None)
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment, timeout=140)


def test_every_way_to_run_tests(tmp_path: Path) -> None:
    """pytest-asyncio, anyio on asyncio and on trio, plain functions; by xdist, warnings being errors.

    An unusable answer is an error of the test, with the reason, though the program hid it; so is a
    setting without a name.
    """
    for program in PROGRAMS.glob("*.txt"):
        (tmp_path / f"test_{program.stem}.py").write_text(program.read_text("utf-8"), "utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", README.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    (example,) = (block for block in blocks if "def test_" in block)
    (tmp_path / "test_readme.py").write_text(example, "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nasyncio_default_fixture_loop_scope = function\n")
    plugins = ("-p", "pytest_asyncio.plugin", "-p", "anyio.pytest_plugin", "-p", "xdist.plugin")
    done = run(tmp_path, "-q", *plugins, "-n", "2", "-W", "error", "--strict-markers")
    assert "14 passed, 2 errors" in done.stdout, done.stdout + done.stderr
    assert "RespondError: respond of the chat app" in done.stdout
    assert "gave None: is there a `return` missing?" in done.stdout
    assert "Settings of dify_emulator have names" in done.stdout


def test_the_plugin_imports_next_to_nothing() -> None:
    """A project that does not use it does not pay for it."""
    load = "import dify_ext.testing.plugin"
    code = f"import sys, pytest; known = set(sys.modules); {load}; print(*set(sys.modules) - known)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    ours = {name for name in done.stdout.split() if name.startswith("dify")}
    assert ours == {"dify_ext", "dify_ext._version", "dify_ext.testing", "dify_ext.testing.plugin"}
    assert {name.partition(".")[0] for name in done.stdout.split()} == {"dify_ext"}


def test_help(tmp_path: Path) -> None:
    """`pytest --fixtures` says what there is."""
    shown = run(tmp_path, "--fixtures", "-v").stdout
    names = (
        "dify_emulator",
        "dify_emulator_session",
        "dify",
        "async_dify",
        "dify_server",
        "async_dify_server",
    )
    for name in names:
        assert f"\n{name}" in shown
    assert 'app = dify_emulator.app("chat", respond="Hello!")' in shown


@pytest.mark.dify_emulator(version="1.9.0")
def test_the_marker_has_settings(dify_emulator: DifyEmulator, dify: Dify) -> None:
    """Settings of the emulator come from the marker."""
    assert dify.doctor().version == "1.9.0"


def test_one_key_for_all(dify_emulator: DifyEmulator, dify: Dify) -> None:
    """The fixture's key opens the newest app of the kind that a call needs, and knowledge."""
    assert dify.app.info().mode == "chat"
    assert dify.completion.send({"query": "x"}).answer == "Echo: x"
    dify_emulator.app("chat", respond="old")
    dify_emulator.app("agent-chat", respond="new")
    dify_emulator.app("workflow", respond={"a": 1})
    answer = dify.chat.send("Hi")
    result = dify.workflows.run({})
    assert (answer.answer, result.outputs) == ("new", {"a": 1})
    assert len(dify.messages.list(answer.conversation_id or "").data) == 1
    assert dify.workflows.get_run(result.workflow_run_id or "").status == "succeeded"
    assert dify.datasets.create("Docs").name == "Docs"


def test_the_session_has_one(dify_emulator_session: DifyEmulator, dify_server: DifyServer) -> None:
    """A second emulator may run beside that of the test."""
    assert dify_emulator_session.base_url
    assert {app.mode for app in dify_server.apps.list()} >= {"chat", "workflow"}


async def test_async_clients(
    dify_emulator: DifyEmulator, async_dify: AsyncDify, async_dify_server: AsyncDifyServer
) -> None:
    """They belong to the same emulator."""
    app = dify_emulator.app("chat", respond="Hello")
    assert (await async_dify.chat.send("Hi")).answer == "Hello"
    assert (await async_dify_server.apps.get(app.id)).name == app.name
