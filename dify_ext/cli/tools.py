"""``dify-ext emulator`` and ``openapi``: a server for tests, and the description of the API."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dify_ext.cli.commands import command
from dify_ext.cli.exit_codes import ExitCode
from dify_ext.cli.invocation import Invocation


def add_to(app: typer.Typer) -> None:
    """Add the commands to a group."""
    command(
        app,
        "emulator",
        "dify-ext emulator --port 5001",
        "dify-ext emulator -- --help                    all of its options",
    )(emulator)
    command(app, "openapi", "dify-ext openapi > dify.json", "dify-ext openapi | jq '.paths | keys'")(openapi)


def emulator(
    ctx: typer.Context,
    port: Annotated[int, typer.Option("--port", help="The port; 0 takes a free one.")] = 5001,
    options: Annotated[
        list[str] | None, typer.Argument(help="Options of `python -m dify_ext.emulator`, after --.")
    ] = None,
) -> None:
    """Serve a Dify on this machine, for tests and demos.

    It serves until Ctrl-C. It prints its keys and accounts; `--json` prints them as one line of
    JSON.
    """
    from dify_ext.emulator.__main__ import main

    as_json = ["--json"] if Invocation.of(ctx).json else []
    code = main(["--port", str(port), *as_json, *(options or [])])
    raise typer.Exit(ExitCode.COULD_NOT_BEGIN if code else ExitCode.OK)


def openapi(
    ctx: typer.Context,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="A file, instead of stdout.")] = None,
) -> None:
    """Print the OpenAPI 3.1 description of Dify's API."""
    from importlib.resources import files

    text = files("dify_api").joinpath("openapi.json").read_text("utf-8")
    if out is None:
        Invocation.of(ctx).out.write(text)
    else:
        out.write_text(text, "utf-8")
        Invocation.of(ctx).out.say(f"{out}: {len(text.encode())} bytes")
