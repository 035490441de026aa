"""The page about the command line says what the commands do, and its commands run."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from dify_ext._core.health import HealthStatus
from dify_ext.cli.exit_codes import ExitCode
from dify_ext.emulator import ADMIN_EMAIL, ADMIN_PASSWORD, Emulator
from tests.cli.conftest import Run
from tests.cli.test_help import PROGRAM, parse

PAGE = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text("utf-8")
LINES = re.findall(r"^\$ (.*dify-ext .*)$", PAGE, re.MULTILINE)
# These ask, or go on for ever, or need a real shell or Redis.
NOT_RUN = re.compile(r"[|<>]|serve|^pip|login$|--watch|redis:|--dry-run")


@pytest.fixture
def production() -> Iterator[Emulator]:
    with Emulator(version="1.14.2", delay=0.0) as running:
        yield running


def test_the_tables() -> None:
    """Each command with its summary, each exit code, each state, each variable."""
    rows = dict(re.findall(r"^\| `(\S+)` \| (.*) \|$", PAGE, re.MULTILINE))
    assert rows == {name: one.get_short_help_str(100) for name, one in PROGRAM.commands.items()}
    codes = dict(re.findall(r"^\| (\d+) \| (.*) \|$", PAGE, re.MULTILINE))
    assert codes == {str(int(code)): code.meaning for code in ExitCode}
    assert [status for status in get_args(HealthStatus) if f"`{status}`" not in PAGE] == []


@pytest.mark.parametrize("line", LINES)
def test_a_command_can_be_parsed(line: str) -> None:
    """All options that the page names are there."""
    if "pip install" not in line:
        parse(shlex.split(re.split(r" [|<>] ", line.split("dify-ext ", 1)[1])[0]))


def test_the_commands_run(run: Run, dify: Run, emulator: Emulator, production: Emulator) -> None:
    """Those that need nothing but a server, one after the other, as on the page."""
    for name, server in (("staging", emulator), ("production", production)):
        words = ["--profile", name, "--base-url", server.base_url, "--email", ADMIN_EMAIL]
        assert run("login", *words, "--password-stdin", stdin=ADMIN_PASSWORD).code == 0
    for app, name, words in (("chat", "Support bot", []), ("workflow", "Report", ["--publish"])):
        text = dify("apps", "export", f"Emulated {app}").stdout
        assert dify("apps", "import", "-", "--name", name, *words, stdin=text).code == 0
    text = run("apps", "export", "Report", "--profile", "staging").stdout
    assert run("apps", "import", "-", "--profile", "production", stdin=text).code == 0
    for name, text in (
        ("plan.txt", "a plan"),
        ("rows.csv", "text\nRome\n"),
        ("answers.csv", "question,answer\nWhen?,Nine\n"),
        ("handbook/holidays.md", "Thirty days of holidays."),
    ):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text)
    done = 0
    for line in LINES:
        if NOT_RUN.search(line):
            continue
        words = shlex.split(line.removeprefix("dify-ext "))
        app = "knowledge" if words[0] in ("sync", "ask") else "chat"
        result = dify(*words, app=app)
        assert result.code == 0, (line, result)
        done += 1
    assert done >= 20
