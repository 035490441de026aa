"""The help teaches, its examples are right, and it comes at once."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from dify_ext.cli.app import program
from dify_ext.cli.exit_codes import ExitCode
from tests.cli.conftest import Run

PROGRAM: Any = program()
NAMES = """chat run sync ask stats apps promote messages annotations upload speak transcribe doctor
emulator serve-openai login logout openapi"""


def commands(group: Any = PROGRAM, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """All commands, by the words that name them."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


COMMANDS = dict(commands())


def examples(epilog: str | None) -> Iterator[list[str]]:
    """The words of each call of the program in an epilog, of several in one line, too."""
    text = (epilog or "").replace("\\\n", " ")
    for line in text.splitlines():
        for call in re.findall(r"dify-ext ((?:'[^']*'|\"(?:\\.|[^\"])*\"|[^|>)'\"]|(?<=\\)\))*)", line):
            words = re.split(r"\s{3,}|\s\|\|", call)[0].strip().removesuffix("<").split(" < ")[0]
            yield shlex.split(words)


def parse(words: list[str]) -> None:
    """Raise an error if the program does not take these words."""
    group, rest = PROGRAM, list(words)
    while hasattr(group, "commands"):
        group = group.commands[rest.pop(0)]
    group.make_context("example", rest)


def test_all_commands_are_there() -> None:
    """Those of the contract, each with a summary that the list shows whole."""
    assert set(PROGRAM.commands) >= set(NAMES.split())
    assert all(len(command.get_short_help_str(62)) < 62 for command in PROGRAM.commands.values())
    assert not [name for name, one in COMMANDS.items() if one.get_short_help_str(62).endswith("...")]


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_the_help_of_a_command(path: tuple[str, ...], run: Run) -> None:
    """It has examples, each of which can be parsed, and describes every argument and option."""
    command = COMMANDS[path]
    done = run(*path, "--help")
    assert done.code == 0
    assert "Examples:" in done.stdout
    assert "--json" in done.stdout
    assert [param.name for param in command.params if not param.help] == []
    found = list(examples(command.epilog))
    assert found
    for words in found:
        parse(words)


def test_the_help_of_the_program(run: Run) -> None:
    """It says how to begin, and what each exit code means."""
    said = run("--help").stdout
    assert "dify-ext login" in said
    assert all(re.search(rf"^ *{code:d}  {re.escape(code.meaning)}", said, re.MULTILINE) for code in ExitCode)
    assert run("chat", "--nonsense").code == ExitCode.COULD_NOT_BEGIN
    assert run("nonsense").code == ExitCode.COULD_NOT_BEGIN
    assert run("--version").stdout.startswith("dify-ext ")


def test_the_help_comes_at_once() -> None:
    """Nothing that takes long is imported before a command runs. ``python -m dify_ext`` works."""
    program = (
        "import sys\nfrom dify_ext.cli import main\ncode = main(['--help'])\n"
        "sys.stderr.write(' '.join(sys.modules))\nsys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    slow = {"rich", "httpx", "asyncio", "dify_api", "altair", "keyring", "platformdirs", "starlette"}
    assert not {name.split(".")[0] for name in done.stderr.split()} & slow


def test_a_missing_extra_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without the extra the program says how to install it."""
    from dify_ext import cli

    monkeypatch.setattr(cli, "NEEDED", ("not_a_package", "typer"))
    assert cli.main(["--help"]) == ExitCode.COULD_NOT_BEGIN
    assert "needs not_a_package: pip install 'dify-ext[cli]'" in capsys.readouterr().err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The shell completes commands and options."""
    monkeypatch.setenv("_DIFY_EXT_COMPLETE", f"complete_{shell}")
    words = "dify-ext pro"
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", "1")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", words)
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    with pytest.raises(SystemExit):
        PROGRAM.main([], prog_name="dify-ext")
    assert "promote" in capsys.readouterr().out
