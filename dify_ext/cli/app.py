"""The program: all commands, and how it starts."""

from __future__ import annotations

import os
import sys
from functools import cache
from io import TextIOWrapper
from typing import Annotated, Any

import typer
from typer.main import get_command

from dify_ext import __version__
from dify_ext.cli import (
    apps,
    batch,
    chat,
    doctor,
    knowledge,
    login,
    media,
    messages,
    prepared_answers,
    promote,
    run,
    stats,
    tools,
)
from dify_ext.cli.commands import block, exit_codes, group, with_common_options
from dify_ext.cli.signals import exit_on_signals

_FIRST_STEPS = block(
    "First steps:",
    [
        "dify-ext login                     save a server and a key, or an account",
        'dify-ext chat "What can you do?"   ask one question',
        "dify-ext chat                      start an interactive chat",
        "dify-ext COMMAND --help            show options and examples",
    ],
)

app = group(
    "Dify on the command line: chat, run, batch, knowledge, statistics.\n\n"
    "Settings come from the environment (DIFY_API_KEY, DIFY_BASE_URL, DIFY_USER, DIFY_EMAIL, "
    "DIFY_PASSWORD), then from a profile of `dify-ext login`. Data goes to stdout, messages to stderr.",
    epilog=f"{_FIRST_STEPS}\n\n{exit_codes()}",
)


def _version(value: bool) -> None:
    if value:
        sys.stdout.write(f"dify-ext {__version__}\n")
        raise typer.Exit


@app.callback()
@with_common_options
def _root(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Nothing is to be done before a command."""


for _module in (
    chat,
    run,
    batch,
    knowledge,
    stats,
    apps,
    promote,
    messages,
    prepared_answers,
    media,
    doctor,
    login,
    tools,
):
    _module.add_to(app)


@cache
def program() -> Any:
    """The whole program, made of the functions of all commands."""
    return get_command(app)


def start(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:  # closed by the caller; open to the end of the process
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
        elif isinstance(stream, TextIOWrapper):
            if not stream.isatty():
                # A pipe of Windows has another encoding, and often a byte order mark.
                stream.reconfigure(encoding="utf-8-sig" if mode == "r" else "utf-8")
            if mode == "w":  # a terminal may not have every character, a model may send half of one
                stream.reconfigure(errors="replace" if stream.isatty() else "backslashreplace")
    try:
        with exit_on_signals():
            program().main(arguments, prog_name="dify-ext")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1
    return 0
